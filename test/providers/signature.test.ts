import { describe, expect, it } from "vitest";
import { provider } from "../../src/providers/batoff/index.ts";
import { type Signed, sign } from "../../src/providers/batoff/signature.ts";

const TOKEN = "bto_live_TESTTOKEN000000000000000";
const AT = new Date(1_745_145_600_000);
const POST = {
  method: "POST",
  path: "/v1/sites/site_123/purge",
  body: '{"urls":["https://www.example.com/index.html","https://www.example.com/assets/app.css"]}',
} as const;
const GET = { method: "GET", path: "/v1/sites/site_123/purge/01JF7M2KZ7YH9Q4K0P2BDH9W3Y", body: "" } as const;

function settings(signature: Readonly<Record<string, unknown>>) {
  return provider.settings.parse({ site: "site_123", "api-key": TOKEN, signature }).signature;
}

function signed(request: Omit<Signed, "siteId" | "at">, signature: Readonly<Record<string, unknown>> = {}) {
  return sign(settings(signature), { ...request, siteId: "site_123", at: AT });
}

describe("the signature of a request", () => {
  // Computed apart from this code, with another HMAC implementation, for the schemes that comparable APIs document.
  it.each([
    [
      "{timestamp}.{body}",
      "66753587ba8771a8e41d5a52610ec3b1d254681291137e13a98d7789f5a335fb",
      "24a9335db9960b4adf8b53e75df0ae437696c384b3d1b124c8add0dd5701ed72",
    ],
    [
      "{timestamp}\\n{method}\\n{path}\\n{body}",
      "2dd974228eb160446a7306ffd7acc403c7b96bf08ca7048b9d23542ccbdfdf72",
      "ed0d6236f10f76ea5a04ba3a6ebadf1c0e1fa00bd2b8472cdc261fc3c4f27ed2",
    ],
    [
      "{method}\\n{path}\\n{timestamp}\\n{body}",
      "9e45fa38422d3d170669654c037be746be19ab6774086b5568c8e28e03215829",
      "cc38b5ae5064a57d09a7b3cc30e8cf270bf227166bf23200eef1c97959ac878c",
    ],
    [
      "{timestamp}{method}{path}{body}",
      "25792339d9b051382f5583b01de4a2b9c1cf9105a45a0008e5931090a8d2a915",
      "bdacf3fabb64d1702e09ccc47d304cb52fd525c27bbc864c10a39f452af43dc8",
    ],
    [
      "v0:{timestamp}:{body}",
      "f1cae5291750e880d5a7814c758746d1a343a03713d82b8d230918513106f526",
      "43aa17a7b6226e719b18a62282baf19d69289f108b28620772c044e632f21378",
    ],
    [
      "{body}",
      "ebb7b3c54ee763f451991a8392f527a576d32bbe646ad9f1e16c8d35d560bae1",
      "f635daabb6ef077a7704026b3983cd706053588810e3b1846c689137335d5c39",
    ],
  ])("follows the template %s", (template, post, get) => {
    expect(signed(POST, { template }).header).toBe(`sha256=${post}`);
    expect(signed(GET, { template }).header).toBe(`sha256=${get}`);
  });

  it("covers timestamp and body by default, in seconds and hexadecimal", () => {
    expect(signed(POST)).toEqual({
      timestamp: "1745145600",
      header: "sha256=66753587ba8771a8e41d5a52610ec3b1d254681291137e13a98d7789f5a335fb",
      secret: "66753587ba8771a8e41d5a52610ec3b1d254681291137e13a98d7789f5a335fb",
    });
  });

  it("is written as base64, under another prefix and with milliseconds where the settings say so", () => {
    const hex = "ebb7b3c54ee763f451991a8392f527a576d32bbe646ad9f1e16c8d35d560bae1";
    const { header, timestamp } = signed(POST, {
      template: "{body}",
      encoding: "base64",
      prefix: "v1,",
      "timestamp-unit": "ms",
    });

    expect(header).toBe(`v1,${Buffer.from(hex, "hex").toString("base64")}`);
    expect(timestamp).toBe("1745145600000");
  });

  it("hashes the body where the template wants its digest", () => {
    const digest = "22fee4caf15825b1dbd3acc8b0107dce6e5343923a8043ea582b9d0ecf61eb0a";

    expect(signed(POST, { template: "{body_sha256}" }).secret).toBe(
      signed({ ...POST, body: digest }, { template: "{body}" }).secret,
    );
  });

  it("takes the key's bytes from the signing secret in its encoding", () => {
    const hex = Buffer.from(TOKEN).toString("hex");
    const inHex = provider.settings.parse({
      site: "site_123",
      "api-key": "another",
      "api-secret": hex,
      signature: { "key-encoding": "hex" },
    }).signature;

    expect(sign(inHex, { ...POST, siteId: "site_123", at: AT }).header).toBe(signed(POST).header);
  });

  it("refuses a secret that is not written in the key's encoding", () => {
    const parsed = provider.settings.safeParse({
      site: "site_123",
      "api-key": TOKEN,
      "api-secret": "not-hex",
      signature: { "key-encoding": "hex" },
    });

    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([["api-secret"]]);
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { readCertificate } from "../../../src/adapters/http/certificate.ts";
import { createHttp } from "../../../src/adapters/http/http.ts";
import { failureFrom } from "../../../src/adapters/http/network-failure.ts";
import { systemClock } from "../../../src/adapters/runner/system-clock.ts";
import { PurgeError } from "../../../src/model/errors.ts";
import { answer, startRawServer } from "../../support/raw-server.ts";
import { selfSigned } from "../../support/self-signed.ts";
import { makeTempFolder } from "../../support/temp-folder.ts";

/** A certificate without a key, sealed with RC2-40 (`openssl pkcs12 -export -nokeys -legacy`); passphrase `test`. */
const LEGACY_P12 = [
  "MIICTAIBAzCCAhIGCSqGSIb3DQEHAaCCAgMEggH/MIIB+zCCAfcGCSqGSIb3DQEHBqCCAegwggHkAgEAMIIB3QYJKoZIhvcNAQcBMBwGCiqGSI",
  "b3DQEMAQYwDgQISX8S7BuVHS8CAggAgIIBsFwVkstMH6ojiFc5h/j4EzPW9oE5oei6TB9VhnW7FFKh3DT2VJMm9LGIN1FeOCyxl7z+qqk6BU3x",
  "ekx9KuE4HuiCoK1XJpWXV7fv4gi9yoXw1L5ljhcai8L1/xgaRHkiB0xoUpdmRN0anX7v8Q+OgmZiaFko+zbr5QwS8LupVSRFcOvjO1ZvjgwxEq",
  "spbGih+LUd7x0R+FFTScoKDAjuY7ewJUWZpAElE1akCH6f/MKdRraTxBpOWFbElHcad/L5ug1QshB1ePm3faCmDTQroZ7JiS/meyMjqeUiXjrM",
  "BybT3/sefuN7PD4RgO5vbp/grsRHHA6s5h6Nnhol2Q/xpDhu9j0Dbs+Xc3UeJy2As5+pBLzoLTh7iowmd6mtBIZbnxeoWfrqyAcdkwVr/irmCU",
  "DRig86wj9a+ds+WGke+NEfLqgoocLNdEFY4xCtQndq8jMDsflK237RK+M8B0O3YIqty+srBxHeyXoXqhdPSgF5wyNgzaOmO3Gcyo+bKDgcR0m+",
  "JvFVU5Rb8fW/pEE/X9xHhhmKVSI1rC4Dq43OtKsRyscujlc/t4WvXzLeJIDlQjAxMCEwCQYFKw4DAhoFAAQUithGfU2CqHDK5oozZiWBM/qHWw",
  "UECD+S+40p+NSJAgIIAA==",
].join("");

/** A throwaway certificate and key in OpenSSL 3's own default sealing; passphrase `test`. */
const MODERN_P12 = [
  "MIIEDAIBAzCCA8IGCSqGSIb3DQEHAaCCA7MEggOvMIIDqzCCAmIGCSqGSIb3DQEHBqCCAlMwggJPAgEAMIICSAYJKoZIhvcNAQcBMFcGCSqGSI",
  "b3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAh/mAI0JwjDPwICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEELSLTm5R1zTSrQTOtqT7XfWA",
  "ggHgWzh7XRtRiTzzAHEU/D0SyDucwCiDoHyAvJpSyc3cTubEjI96n+AWNwvYO5mL+sdWZ2wgC3HuqfCdrtHPqU7tv3SBBU5VJm0uikQ6cInUjX",
  "PLhdCeqzTcaSefCL4djQogtMbtrkHjAOLiw7rUhWjxAHfa26ou7aWzyDjvZ+D7tu+di8AGQYP1vp8+zqI1DTbgmgg6X5cJYzgNLMjhT8xn/I0/",
  "hrW1SaviK0OujlEiDZR+WMRd7cNMM7N1m7P5+5CulzzwQPVf1gjYxjuh77kmDYJXH0aux2+UvFbj1BpDBuqhwfs6AmtLpzoLI/5nhcVH/pX8A4",
  "k6jVromTRvdgubnD1xOkjjiBcdlyvNQYThOsf0lpTcQfsiWfqy1KZRE/3PUIXnnV7BiYbUNx9fRihimNEVVHs0Uby31nrz7cQoPHrlFg7krNIJ",
  "rmVgmT3/iJ/P15mPMMFLjvV6zcwuQ+Z3IDwCW/K0YCFd9aDyQHt0BFKrqe5td30+L//tfEbJ1qTmzvR/whJXOJmUjDmEMqDqxBoYBsLCb9/tEp",
  "Nf6B5xH7QZxgvT8V5JVgRYgJLKf1i6s1ClgSDG0qwhye/pTibMJvGe4wI60M1z11Oi8Mcr29STuCUKv5RKDf9ixW9HipggMIIBQQYJKoZIhvcN",
  "AQcBoIIBMgSCAS4wggEqMIIBJgYLKoZIhvcNAQwKAQKgge8wgewwVwYJKoZIhvcNAQUNMEowKQYJKoZIhvcNAQUMMBwECKEw4aZ1l2bhAgIIAD",
  "AMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQKPPNB5L64TvwVF9Hm5IQuQSBkNO40kMevOS2PsH1hcIzKfHcKfiioEgDnEx/09qvggG52z9s",
  "xBXZPFHIIDzSSZZBmCn811nnW2S2NhN9ULCTRUZ+LCwV0tRfXzqpLUx09xS1AyI4FjJZcVV1puvSeeDR1hLz43YT2sG7DSOvIATQnhsxOTwzny",
  "SSbV/0MDoT4e9EHIuu/4EQ9akNd3DtnCPK8zElMCMGCSqGSIb3DQEJFTEWBBTbZJhvavPikrGqOynHpTKjxSstzTBBMDEwDQYJYIZIAWUDBAIB",
  "BQAEIBDGluM8XCdXLFdEk07X2Ke3WWltnLTBjJ6gAZjc2KTYBAjUcs+Io6b8FwICCAA=",
].join("");

let folder = "";
beforeEach(async () => {
  folder = await makeTempFolder("certificate-");
});

function problemOf(content: string | Buffer, passphrase?: string): string {
  writeFileSync(join(folder, "file"), content);
  return sentenceOf("file", passphrase);
}

function sentenceOf(file: string, passphrase?: string): string {
  try {
    readCertificate({ file, ...(passphrase === undefined ? {} : { passphrase }) }, folder);
  } catch (error) {
    if (!(error instanceof PurgeError)) throw error;
    expect(error.fault).toBe("config");
    return error.message;
  }
  throw new Error("no error");
}

describe("a client certificate", () => {
  test("PEM with certificate and key, in either order", () => {
    const { cert, key } = selfSigned("client");
    for (const content of [cert + key, key + cert]) {
      writeFileSync(join(folder, "file"), content);
      expect(readCertificate({ file: "file" }, folder)).toEqual({
        cert: Buffer.from(content),
        key: Buffer.from(content),
      });
    }
  });

  test("P12 with its passphrase", () => {
    writeFileSync(join(folder, "file"), Buffer.from(MODERN_P12, "base64"));
    expect(Object.keys(readCertificate({ file: "file", passphrase: "test" }, folder))).toEqual(["pfx", "passphrase"]);
  });

  test.each<[string, () => string, RegExp]>([
    ["a legacy P12", () => problemOf(Buffer.from(LEGACY_P12, "base64"), "test"), /openssl pkcs12 -legacy -in/],
    ["a wrong passphrase", () => problemOf(Buffer.from(MODERN_P12, "base64"), "wrong"), /passphrase does not open/],
    ["no passphrase", () => problemOf(Buffer.from(MODERN_P12, "base64")), /passphrase does not open/],
    ["only a certificate", () => problemOf(selfSigned("client").cert), /no private key/],
    ["only a key", () => problemOf(selfSigned("client").key), /no certificate/],
    ["a key of another", () => problemOf(selfSigned("a").cert + selfSigned("b").key), /do not belong together/],
    ["anything else", () => problemOf("hello"), /neither a usable PEM nor a usable P12/],
    ["no such file", () => sentenceOf("missing"), /does not exist/],
    ["a folder", () => sentenceOf("."), /not a file/],
    ["a huge file", () => problemOf(Buffer.alloc(2 * 1024 * 1024)), /larger than 1 MiB/],
  ])("%s is refused with the remedy", (_name, sentence, message) => {
    const text = sentence();
    expect(text).toMatch(message);
    expect(text).toMatch(/^provider-options\.certificate-file: /);
    expect(text).not.toContain("wrong");
  });

  test("an unusable one stops a request before anything is sent", async () => {
    writeFileSync(join(folder, "file"), "hello");
    const server = await startRawServer(answer("200 OK"));
    const http = createHttp({ environment: { GITHUB_WORKSPACE: folder }, clock: systemClock });
    const sending = http.send(
      { method: "GET", url: server.url, headers: {}, certificate: { file: "file" } },
      new AbortController().signal,
    );
    await expect(sending).rejects.toMatchObject({ code: "E_CONFIG" });
    expect(server.connections()).toBe(0);
    await http.close();
    await server.close();
  });
});

describe("a server that does not take the client certificate", () => {
  test.each([
    "ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED",
    "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE",
    "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
    "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
    "ERR_SSL_TLSV1_ALERT_ACCESS_DENIED",
  ])("and says so (%s) gets no second request", (code) => {
    const failure = failureFrom(Object.assign(new Error("alert"), { code }), "https://api.example");
    expect(failure.retryable).toBe(false);
    expect(failure.message).toContain(`refuses the client certificate, or wants one (${code})`);
  });

  test("and cuts the connection may have other reasons: the request is repeated, and the certificate is named", () => {
    const cut = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    expect(failureFrom(cut, "https://api.example", { certificate: { file: "c.pem" } })).toMatchObject({
      retryable: true,
      message: expect.stringContaining("certificate-file is the right one"),
    });
    expect(failureFrom(cut, "https://api.example").message).not.toContain("certificate");
  });
});

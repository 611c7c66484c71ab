import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { bitString, der, integer, oid, sequence } from "./der.ts";

/** A certificate for 127.0.0.1 and localhost, signed by itself, and its key, both PEM. Made anew each time. */
export interface SelfSigned {
  readonly cert: string;
  readonly key: string;
}

const OIDS = {
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
  commonName: [0x55, 0x04, 0x03],
  subjectAltName: [0x55, 0x1d, 0x11],
  basicConstraints: [0x55, 0x1d, 0x13],
};

/** Last moments of a certificate, as X.509 writes them: in 2049, and long ago. */
const LASTS = "491231235959Z";
export const EXPIRED = "200102000000Z";

/** `name` becomes the common name. X.509 by hand (RFC 5280), so that tests need neither openssl nor stored keys. */
export function selfSigned(name: string, validUntil = LASTS): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(oid(OIDS.ecdsaWithSha256));
  const body = certificateBody({ name, validUntil }, algorithm, publicKey);
  const signature = bitString(sign("sha256", body, privateKey));
  return {
    cert: pem("CERTIFICATE", sequence(body, algorithm, signature)),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function certificateBody(
  { name, validUntil }: { readonly name: string; readonly validUntil: string },
  algorithm: Buffer,
  publicKey: KeyObject,
): Buffer {
  const subject = sequence(der(0x31, sequence(oid(OIDS.commonName), der(0x0c, Buffer.from(name)))));
  const names = sequence(der(0x82, Buffer.from("localhost")), der(0x87, Buffer.from([127, 0, 0, 1])));
  const authority = sequence(der(0x01, Buffer.from([0xff])));
  const extensions = sequence(
    sequence(oid(OIDS.subjectAltName), der(0x04, names)),
    sequence(oid(OIDS.basicConstraints), der(0x01, Buffer.from([0xff])), der(0x04, authority)),
  );
  return sequence(
    der(0xa0, integer(2)),
    integer(1),
    algorithm,
    subject,
    sequence(der(0x17, Buffer.from("200101000000Z")), der(0x17, Buffer.from(validUntil))),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
}

function pem(label: string, content: Buffer): string {
  const lines = content.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

import { createHash, createHmac, createPrivateKey, randomBytes, X509Certificate } from "node:crypto";
import { der, integer, octets, oid, sequence, tagged } from "./der.ts";
import type { SelfSigned } from "./self-signed.ts";

const PKCS = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01];
const OIDS = {
  data: [...PKCS, 0x07, 0x01],
  shroudedKeyBag: [...PKCS, 0x0c, 0x0a, 0x01, 0x02],
  certificateBag: [...PKCS, 0x0c, 0x0a, 0x01, 0x03],
  x509: [...PKCS, 0x09, 0x16, 0x01],
  sha256: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01],
};
const ITERATIONS = 2048;

/** A P12 file (RFC 7292) with a certificate and its key, sealed as OpenSSL 3 seals it: PBES2 with AES-256, SHA-256. */
export function p12({ cert, key }: SelfSigned, passphrase: string): Buffer {
  const shrouded = createPrivateKey(key).export({ type: "pkcs8", format: "der", cipher: "aes-256-cbc", passphrase });
  const bags = sequence(
    sequence(oid(OIDS.shroudedKeyBag), tagged(shrouded)),
    sequence(oid(OIDS.certificateBag), tagged(sequence(oid(OIDS.x509), tagged(octets(new X509Certificate(cert).raw))))),
  );
  const safe = sequence(content(bags));
  return sequence(integer(3), content(safe), seal(safe, passphrase));
}

function content(data: Buffer): Buffer {
  return sequence(oid(OIDS.data), tagged(octets(data)));
}

function seal(safe: Buffer, passphrase: string): Buffer {
  const salt = randomBytes(8);
  const mac = createHmac("sha256", macKey(passphrase, salt)).update(safe).digest();
  const digest = sequence(sequence(oid(OIDS.sha256), der(0x05)), octets(mac));
  return sequence(digest, octets(salt), integer(ITERATIONS));
}

/** RFC 7292, appendix B.2, for one block of SHA-256 and the purpose 3: a key for a MAC. */
function macKey(passphrase: string, salt: Buffer): Buffer {
  const password = Buffer.from(`${passphrase}\0`, "utf16le").swap16();
  let key = Buffer.concat([Buffer.alloc(64, 3), filled(salt), filled(password)]);
  for (let round = 0; round < ITERATIONS; round++) key = createHash("sha256").update(key).digest();
  return key;
}

/** Repeated until blocks of 64 bytes are full. */
function filled(bytes: Buffer): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / 64) * 64, bytes);
}

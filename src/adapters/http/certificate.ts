import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { createSecureContext } from "node:tls";
import { configError, type PurgeError } from "../../model/errors.ts";
import type { HttpRequest } from "../../model/http.ts";

export type CertificateFile = NonNullable<HttpRequest["certificate"]>;

/** What TLS needs to show who we are. */
export type CertificateOptions =
  | { readonly cert: Buffer; readonly key: Buffer; readonly passphrase?: string }
  | { readonly pfx: Buffer; readonly passphrase?: string };

/** Certificates are a few kilobytes; a larger file is something else. */
const MAX_BYTES = 1024 * 1024;

/**
 * Reads a client certificate and proves that TLS can use it, before anything is sent.
 *
 * @param folder what a relative file name starts from.
 * @throws {PurgeError} config, with the remedy, when it cannot be read or used.
 */
export function readCertificate({ file, passphrase }: CertificateFile, folder: string): CertificateOptions {
  const content = readBounded(resolve(folder, file));
  const options = { ...splitContent(content), ...(passphrase === undefined ? {} : { passphrase }) };
  try {
    createSecureContext(options);
    return options;
  } catch (error) {
    throw unusable(error, "pfx" in options);
  }
}

function readBounded(path: string): Buffer {
  try {
    // A pipe would block the read for ever.
    if (!statSync(path).isFile()) throw problem("the certificate file is not a file");
    const content = readFileSync(path);
    if (content.length > MAX_BYTES) throw problem("the certificate file is larger than 1 MiB: is it the right one?");
    return content;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === "E_CONFIG") throw error;
    throw problem(
      code === "ENOENT"
        ? "the certificate file does not exist. Write it in an earlier step and give its path"
        : `the certificate file cannot be read (${String(code)})`,
    );
  }
}

function splitContent(content: Buffer): CertificateOptions {
  const text = content.toString("latin1");
  if (!text.includes("-----BEGIN ")) return { pfx: content };
  if (!/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/.test(text)) {
    throw problem(
      "the PEM file holds no certificate. Put certificate and private key into one file, one after the other",
    );
  }
  if (!/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(text)) {
    throw problem(
      "the PEM file holds no private key. Put certificate and private key into one file, one after the other",
    );
  }
  return { cert: content, key: content };
}

/** OpenSSL 3 refuses the ciphers that older tools, and some consoles still, seal a P12 with. */
function unusable(error: unknown, isP12: boolean): PurgeError {
  const text = error instanceof Error ? error.message : "";
  if (isP12 && /unsupported|unknown (?:digest|cipher)|digital envelope/i.test(text)) {
    return problem(
      "the P12 file is sealed with a legacy cipher that OpenSSL 3 refuses. Export it again: " +
        "openssl pkcs12 -legacy -in old.p12 -nodes -out all.pem, and give the PEM file",
    );
  }
  if (/mac verify failure|bad decrypt|bad password|pass phrase|passphrase|interrupted or cancelled/i.test(text)) {
    return problem("the passphrase does not open the certificate file. It is given as api-secret");
  }
  if (/key values mismatch/i.test(text)) return problem("certificate and private key do not belong together");
  return problem(`the certificate file is neither a usable PEM nor a usable P12 (${codeOf(error)})`);
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "unknown format";
}

function problem(message: string): PurgeError {
  return configError([{ input: "provider-options.certificate-file", message }]);
}

/** ASN.1 in its distinguished encoding (ITU-T X.690), as much of it as certificates and their files need. */
export function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

export const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
/** Of 0 to 32,767. */
export const integer = (value: number): Buffer =>
  der(0x02, Buffer.from(value < 0x80 ? [value] : [value >> 8, value & 0xff]));
export const oid = (bytes: readonly number[]): Buffer => der(0x06, Buffer.from(bytes));
export const bitString = (content: Buffer): Buffer => der(0x03, Buffer.from([0]), content);
export const octets = (content: Buffer): Buffer => der(0x04, content);
/** The explicit context tag 0. */
export const tagged = (content: Buffer): Buffer => der(0xa0, content);

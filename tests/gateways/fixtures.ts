import samplesFile from "#tests/gateways/fixtures/gateway-samples.json" with { type: "json" };
import vectorsFile from "#tests/gateways/fixtures/gateway-vectors.json" with { type: "json" };

/** A payload of whatever shape; tests take it apart. */
// biome-ignore lint/suspicious/noExplicitAny: its shape is what is being tested
export type Json = any;

export interface Vector {
  id: string;
  gateway: string;
  kind: string;
  secret: string;
  payload?: Record<string, Json>;
  query?: Record<string, string>;
  query_string?: string;
  path?: string;
  body?: string;
  headers?: Record<string, string>;
  expected_signature: string;
  computed_signature: string;
  verifies: boolean;
}

export interface Sample {
  name: string;
  gateway: string;
  channel: string;
  body?: Json;
  query?: Record<string, string>;
  expected_reading: Record<string, unknown>;
  hmac_with_fixture_secret?: string;
}

export const vectors = vectorsFile.vectors as unknown as Vector[];
export const samples = samplesFile.samples as unknown as Sample[];

export const sample = (name: string): Sample => {
  const found = samples.find((one) => one.name === name);
  if (!found) throw new Error(`no sample ${name}`);
  // A copy: tests change it.
  return structuredClone(found);
};

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const callbackUrl = (signature: string) =>
  new URL(`https://bursar.example.com/api/payments/webhook?hmac=${signature}`);

/**
 * House rule: the sandbox never calls another machine. Only http(s) addresses of this one are accepted as callbacks.
 * Returns null for such an address, else the refusal in words.
 */
export function refuseUnlessLoopback(address: string): string | null {
  if (!URL.canParse(address)) return "Enter a valid URL.";
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") return "Enter a valid URL.";
  const host = url.hostname;
  if (host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host)) return null;
  return `The sandbox only calls loopback addresses (127.0.0.1, localhost, [::1]), not ${host}.`;
}

/** Null for an http(s) address a browser can be sent to, else the refusal in words. */
export function refuseUnlessWebAddress(address: string): string | null {
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return null;
  return "Enter a valid URL.";
}

/** What a route answers, before it becomes bytes. */
export interface Reply {
  status: number;
  body: string;
  headers: Record<string, string>;
}

export function json(status: number, value: unknown): Reply {
  return {
    status,
    body: JSON.stringify(value),
    headers: { "content-type": "application/json", "cache-control": "no-store" },
  };
}

export function page(status: number, html: string): Reply {
  return {
    status,
    body: html,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
      "referrer-policy": "no-referrer",
    },
  };
}

/** Sends the browser on with GET, whatever it came with. */
export function seeOther(url: string): Reply {
  return {
    status: 303,
    body: "",
    headers: { location: url, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  };
}

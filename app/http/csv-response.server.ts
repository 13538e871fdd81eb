import { redirect } from "@remix-run/node";

type File = { name: string; text: AsyncGenerator<string> } | { instead: string };

/** `name`.csv, which is written while it is read, or the way to a page `instead`. It stops being read when the client goes. */
export function csvResponse(file: File): Response {
  if ("instead" in file) return redirect(file.instead, 303);
  const { name, text } = file;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await text.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await text.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

import { beforeAll, expect, test } from "vitest";
import { loader } from "#app/routes/admin.courses._index/route.tsx";
import { loader as file } from "#app/routes/admin.courses[.]csv.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
const days = "from=2032-05-01&to=2032-05-20";

let cookie: string;
/** Sixty courses of these days, thirty of another and ten of none; made in another order than they start. */
const made = { inside: [] as string[], outside: [] as string[] };
beforeAll(async () => {
  cookie = (await signedIn(db, "registrar")).cookie;
  for (let n = 0; n < 100; n++) {
    const { id } = await build.course({ title: `Course ${n % 7}` });
    const day = n % 10 === 0 ? null : n % 10 < 7 ? 1 + ((n * 7) % 20) : 25;
    const starts_at = day === null ? null : new Date(Date.UTC(2032, 4, day, 12));
    await db.updateTable("courses").set({ starts_at }).where("id", "=", id).execute();
    (day !== null && day < 25 ? made.inside : made.outside).push(id);
  }
});

const read = async (query: string) => {
  const page = await loader(routeArgs(`/admin/courses?${query}`, { cookie }));
  return { ...page, ids: page.rows.map((row) => row.id) };
};
type Page = Awaited<ReturnType<typeof read>>;

/** Every page from the first to the last. */
async function walk(query: string): Promise<Page[]> {
  const pages = [await read(query)];
  for (let last = pages[0]!; last.older !== null; last = pages.at(-1)!)
    pages.push(await read(`${query}&before=${encodeURIComponent(last.older)}`));
  return pages;
}
const idsOf = (pages: Page[]) => pages.flatMap((page) => page.ids);

test.each(["-made", "made", "-starts", "starts", "-title", "title"])(
  "courses of some days are walked in the order %s of the whole list, forth and back, and in the file",
  async (sort) => {
    const pages = await walk(`${days}&sort=${sort}`);
    const ids = idsOf(pages);
    expect(pages).toHaveLength(2);
    expect(ids.toSorted()).toEqual(made.inside.toSorted());
    expect(ids).toEqual(idsOf(await walk(`sort=${sort}`)).filter((id) => made.inside.includes(id)));
    const back = await read(`${days}&sort=${sort}&after=${encodeURIComponent(pages[1]!.newer!)}`);
    expect(back.ids).toEqual(pages[0]!.ids);
    expect(pages[0]!.total).toEqual({ count: made.inside.length, exact: true });
    const csv = await file(routeArgs(`/admin/courses.csv?${days}&sort=${sort}&cols=id`, { cookie }));
    const lines = Buffer.from(await csv.arrayBuffer())
      .toString("utf8")
      .trimEnd()
      .split("\r\n");
    expect(lines.slice(1).map((line) => ids.find((id) => line.includes(id)))).toEqual(ids);
  },
);

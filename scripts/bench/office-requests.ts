import type pg from "pg";

/** A request of the office's lists: the route whose loader answers it, and its address. */
export interface ListRequest {
  route: string;
  path: string;
}

/** The address of one route's data alone, as the browser asks for it within the office. */
export const dataPath = ({ route, path }: ListRequest): string => {
  const [address, query] = path.split("?");
  const search = new URLSearchParams(query);
  search.set("_routes", route);
  return `${address}.data?${search}`;
};

const leaf = (path: string) => `routes${path.split("?")[0]!.replaceAll("/", ".").replace(".", "/")}._index`;

/** Every list, filter and search, each with things that are there, drawn anew for each round. */
export async function listRequests(pool: pg.Pool, rounds: number): Promise<ListRequest[]> {
  const paths: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const { rows } = await pool.query(
      `select p.id, p.created_at::date::text as day, p.course_id as course, p.status, a.gateway_order_ref as order_ref, u.name, u.email, u.phone
       from (select now() - random() * interval '395 days' as at) drawn
       cross join lateral (select * from payments where created_at >= drawn.at order by created_at, id limit 1) p
       join payment_attempts a on a.payment_id = p.id join users u on u.id = p.student_id`,
    );
    const one = rows[0] as Record<string, string>;
    const q = (value: string) => encodeURIComponent(value);
    paths.push(
      "/admin/payments",
      `/admin/payments?status=${one.status}`,
      "/admin/payments?status=captured&gateway=ikhokha",
      `/admin/payments?course=${one.course}&status=failed`,
      `/admin/payments?from=${one.day}&to=${one.day}`,
      "/admin/payments?currency=SAR&sort=amount",
      `/admin/payments?q=${q(one.order_ref!)}`,
      `/admin/payments?q=${q(one.name!)}`,
      "/admin/enrollments",
      "/admin/enrollments?status=all",
      `/admin/enrollments?status=active&course=${one.course}`,
      `/admin/enrollments?status=all&q=${q(one.name!)}`,
      "/admin/users",
      `/admin/users?q=${q(one.name!)}`,
      `/admin/users?q=${q(misspelt(one.name!))}`,
      `/admin/users?q=${q(one.email!)}`,
      `/admin/users?q=${q((one.phone ?? "+2010").slice(0, 9))}`,
      `/admin/users?from=${one.day}`,
      "/admin/webhooks",
      "/admin/webhooks?gateway=paymob&outcome=applied",
      `/admin/webhooks?from=${one.day}&to=${one.day}`,
      "/admin/exceptions",
    );
  }
  // An argument that nobody reads: no answer of another round is kept for it.
  return paths.map((path, index) => ({
    route: leaf(path),
    path: `${path}${path.includes("?") ? "&" : "?"}cold=${index}`,
  }));
}

const misspelt = (name: string) => `${name.slice(0, 2)}${name.slice(3)}`;

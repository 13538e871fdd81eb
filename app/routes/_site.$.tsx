import { data } from "@remix-run/node";
import type { MetaFunction } from "@remix-run/react";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { NotFound } from "#app/components/route-error.tsx";

export const handle: RouteHandle = { access: { read: "anyone", write: "anyone" } };

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "errors")("title.notFound"), matches);

/** Every address that no other route knows. */
export const loader = () => data(null, { status: 404 });
export const action = () => data(null, { status: 404 });

export default NotFound;

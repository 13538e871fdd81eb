import { createRequestHandler } from "@remix-run/express";
import type { LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import express from "express";
import { listPayments } from "#app/features/payments/list-payments.server.ts";
import { paymentList } from "#app/features/payments/payment-list.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { readList } from "#app/lib/list.ts";

/**
 * What the office's lists are measured against: Remix and express with nothing around them, whose one loader asks the
 * same query; and an express answer of two words, for answers that have not changed.
 */
const loader = ({ request }: LoaderFunctionArgs) => {
  const asked = readList(paymentList, new URL(request.url).searchParams);
  return listPayments(db(), asked, env().SCHOOL_TIME_ZONE);
};
const route = { id: "routes/payments", parentId: "root", path: "payments" };
const root = { id: "root", path: "" };
const build = {
  mode: "production",
  entry: { module: { default: () => new Response("document") } },
  routes: {
    root: { ...root, module: { default: () => null } },
    [route.id]: { ...route, module: { loader, default: () => null } },
  },
  assets: {
    entry: { imports: [], module: "/e.js" },
    routes: {
      root: { ...root, module: "/m.js", hasLoader: false, hasAction: false },
      [route.id]: { ...route, module: "/m.js", hasLoader: true, hasAction: false },
    },
    url: "",
    version: "1",
  },
  publicPath: "/",
  assetsBuildDirectory: "build/client",
  future: { v3_singleFetch: true },
  isSpaMode: false,
} as unknown as ServerBuild;

const app = express();
app.get("/bare", (_req, res) => void res.send("not changed"));
app.use(createRequestHandler({ build, mode: "production" }));
app.listen(Number(process.argv[2]), "127.0.0.1");

import { useRouteLoaderData } from "@remix-run/react";
import type { View } from "#app/features/views/view.ts";
import type { Part } from "#app/lib/defer-part.server.ts";
import { whatCame } from "#app/lib/what-came.ts";
import type { ViewList } from "#db/schema.ts";

interface Office {
  views?: Part<View[]>;
  mayShareViews?: boolean;
}

/** This person's views of one list, and those shared with them: the office's frame has loaded them. */
export function useViews(list: ViewList): { views: View[]; mayShare: boolean } {
  const office = useRouteLoaderData<Office>("routes/admin");
  return {
    views: (office?.views && whatCame(office.views)?.filter((view) => view.list === list)) ?? [],
    mayShare: office?.mayShareViews ?? false,
  };
}

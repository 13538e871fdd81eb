import { useRouteLoaderData } from "@remix-run/react";

export interface School {
  name: string;
  supportEmail: string;
  timeZone: string;
}

/** The school this deployment belongs to; null only where the root itself failed. */
export function useSchool(): School | null {
  return useRouteLoaderData<{ school: School }>("root")?.school ?? null;
}

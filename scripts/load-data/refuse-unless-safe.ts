import pg from "pg";

/** Why nothing was loaded, in words. */
export class LoadRefused extends Error {}

/** Made-up rows beside real ones could never be told apart again. */
export const refuseUnlessSafe = {
  /** Throws LoadRefused for a server on another machine. */
  local(url: string): void {
    const host = URL.canParse(url) ? new URL(url).hostname : "";
    if (["", "localhost", "[::1]"].includes(host) || /^127(\.\d{1,3}){3}$/.test(host)) return;
    throw new LoadRefused(
      `The database is on ${host}, not on this machine. --force loads made-up data all the same.`,
    );
  },
  /** Throws LoadRefused when anybody or any payment is there. */
  async empty(url: string): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const { rows } = await client.query(
        "select exists (select from users) or exists (select from payments) as taken",
      );
      if (rows[0].taken)
        throw new LoadRefused(
          "There are people in this database. Take an empty one, or --force to add to it.",
        );
    } finally {
      await client.end();
    }
  },
};

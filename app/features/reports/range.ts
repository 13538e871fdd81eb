/** How many days a chart can show, today last. */
export const rangeDays = [7, 30, 90] as const;
export type RangeDays = (typeof rangeDays)[number];

/** Counting stops here: the overview stays quick whatever happens, and says "1,000+". */
export const mostCounted = 1_000;

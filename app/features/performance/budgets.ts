/** How long a route's loader may take, milliseconds, 95 of 100 times. Slower than that the office says so. */
const budgets: Record<string, number> = {
  root: 10,
  "routes/admin": 25,
  // Sums and counts of the whole school, each its own panel.
  "routes/admin._index": 150,
  "routes/admin.payments.$paymentId._index": 75,
  // The preview of a repair reads the payment's whole story.
  "routes/admin.exceptions.$exceptionId._index": 100,
  "routes/admin.users.$userId._index": 100,
  "routes/admin.performance": 200,
  // It may ask the gateway for news of a pending payment.
  "routes/_site.courses.$courseId_.payment.result": 3_000,
  "routes/api.payments.$paymentId.status": 3_000,
};

const usual = 50;

export const budgetOf = (route: string): number => budgets[route] ?? usual;

/** With fewer loads than this, one slow one would already be a percentile. */
export const fewestLoads = 20;

/** The address that a route's id stands for: `routes/admin.payments.$paymentId._index` is `/admin/payments/:paymentId`. */
export function routePath(id: string): string {
  const parts = id
    .replace(/^routes\//, "")
    // A dot in brackets is one of the address itself.
    .split(/\.(?!\])/)
    .filter((part) => !part.startsWith("_"))
    .map((part) => part.replace(/[[\]]/g, "").replace(/_$/, "").replace(/^\$$/, "*").replace(/^\$/, ":"));
  return `/${parts.join("/")}`;
}

import { expect, test } from "vitest";
import { exposition } from "#app/http/prometheus.ts";
import { recordRequest, requestMetrics } from "#app/http/request-metrics.server.ts";

test("metrics are written as Prometheus reads them", () => {
  const text = exposition([
    {
      name: "bursar_x",
      type: "gauge",
      help: "An x.",
      samples: [{ value: 1.5 }, { labels: { a: 'say "hi"\n\\', b: "2" }, value: 2 }],
    },
  ]);
  expect(text).toBe(
    '# HELP bursar_x An x.\n# TYPE bursar_x gauge\nbursar_x 1.5\nbursar_x{a="say \\"hi\\"\\n\\\\",b="2"} 2\n',
  );
});

test("requests count in every bucket they fit, by area, whatever callers put in the path", () => {
  for (const seconds of [0.004, 0.2, 9]) recordRequest("GET", "/courses/crs_1?x=1", 200, seconds);
  recordRequest("BREW", "/made-up/path", 404, 0.001);
  const text = exposition([requestMetrics()]);
  const bucket = (le: string) =>
    `bursar_http_request_seconds_bucket{method="GET",area="courses",status="200",le="${le}"}`;
  expect(text).toContain(`${bucket("0.005")} 1\n`);
  expect(text).toContain(`${bucket("0.25")} 2\n`);
  expect(text).toContain(`${bucket("+Inf")} 3\n`);
  expect(text).toContain('_count{method="other",area="other",status="404"} 1\n');
});

const ours =
  /^(PAYMOB_|IKHOKHA_|BURSAR_|SANDBOX_|SCHOOL_|SUPPORT_|PG[A-Z]+$|(PORT|HOST|APP_URL|DATABASE_URL|DATABASE_POOL_MAX|SESSION_SECRET|LOG_LEVEL|TRUST_PROXY|EVENT_BUS_URL|SMTP_URL|SENTRY_DSN|OTEL_EXPORTER_OTLP_ENDPOINT|METRICS_TOKEN|NODE_ENV)$)/;

/** The environment without the product's own settings: tests find the same on every machine. */
export function cleanEnv(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(source).filter(([name]) => !ours.test(name))) as NodeJS.ProcessEnv;
}

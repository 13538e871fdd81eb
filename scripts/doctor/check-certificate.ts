import { once } from "node:events";
import { isIP } from "node:net";
import { checkServerIdentity, connect, type TLSSocket } from "node:tls";
import { type Finding, well, wrong } from "#scripts/doctor/finding.ts";

const certificateDays = 14;
const codes = ["tls.name", "tls.chain", "tls.expiry"] as const;
/** What Node says of a chain that is whole and ends with something else than the chain itself. */
const notTheChain = ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID", "ERR_TLS_CERT_ALTNAME_INVALID"];

/**
 * The certificate as a gateway meets it: made out to this name, with its chain (a missing intermediate fails here as it
 * does there), and in time. Each has a code of its own; where nobody answers in TLS, all three say so.
 */
export async function checkCertificate(url: URL): Promise<Finding[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = Number(url.port || 443);
  // Not refused at the first fault: each of the three is looked at.
  const socket = connect({
    host,
    port,
    timeout: 10_000,
    rejectUnauthorized: false,
    ...(isIP(host) ? {} : { servername: host }),
  });
  try {
    socket.once("timeout", () => socket.destroy(new Error(`no answer from ${url.host} within 10 s`)));
    await once(socket, "secureConnect");
    return judge(url, host, socket);
  } catch (error) {
    return codes.map((code) =>
      wrong(code, `${url.host} does not answer in TLS: ${(error as Error).message}`),
    );
  } finally {
    socket.destroy();
  }
}

function judge(url: URL, host: string, socket: TLSSocket): Finding[] {
  const certificate = socket.getPeerCertificate();
  const otherName = checkServerIdentity(host, certificate);
  // A string, whatever Node's types say: the code of the first fault it found.
  const fault = socket.authorizationError as unknown as string | null;
  const broken = fault !== null && fault !== undefined && !notTheChain.includes(String(fault));
  const days = Math.floor((Date.parse(certificate.valid_to) - Date.now()) / 86_400_000);
  return [
    otherName
      ? wrong("tls.name", `the certificate is not for ${host}: ${otherName.message}`)
      : well("tls.name", `the certificate is for ${host}`),
    broken
      ? wrong(
          "tls.chain",
          `the chain of ${url.host} is not complete or not trusted (${fault}): serve the intermediate certificates too`,
        )
      : well("tls.chain", `the chain of ${url.host} is complete`),
    days < 0
      ? wrong("tls.expiry", `the certificate of ${url.host} ended on ${certificate.valid_to}: renew it`)
      : days < certificateDays
        ? wrong("tls.expiry", `the certificate of ${url.host} is valid for ${days} more days only: renew it`)
        : well("tls.expiry", `the certificate of ${url.host} is valid for ${days} more days`),
  ];
}

// Loaded before each process that `npm start` starts: when the start itself is killed without a chance to stop them,
// they stop by themselves, in order, instead of keeping the ports.
if (process.send) {
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 20_000).unref();
  });
  process.channel?.unref();
}

import { forgetSingletons } from "#tests/support/hold-singleton.ts";

// Files of one worker share its modules: each begins without the pools, caches and limits of the one before.
forgetSingletons();

import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// As patient as the browser's tests: on a busy machine a second is nothing.
configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);

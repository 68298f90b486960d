import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "./app.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RequestProblem } from "./api/client.ts";
import { Gate } from "./door/gate.tsx";
import { ChairProvider } from "./frame/chair.tsx";
import { router } from "./routes.tsx";
import { theme } from "./theme.ts";

// What the server refused it would refuse again; only a lost connection is worth a second try.
const retry = (failures: number, error: Error): boolean => failures < 1 && !(error instanceof RequestProblem);
const client = new QueryClient({ defaultOptions: { queries: { retry, refetchOnWindowFocus: false } } });
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root element");

// Mantine's style elements, and those that keep a page from scrolling behind a dialog, carry what the policy asks of them.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? "";
Object.assign(window, { __webpack_nonce__: nonce });

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <Notifications position="bottom-right" />
      <QueryClientProvider client={client}>
        <Gate>
          <ChairProvider>
            <RouterProvider router={router} />
          </ChairProvider>
        </Gate>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

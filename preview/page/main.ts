import "./page.css";
import type { PreviewPayload } from "../payload.ts";
import { startPage } from "./startPage.ts";

const payload = JSON.parse(document.getElementById("payload")?.textContent ?? "") as PreviewPayload;
startPage(document.getElementById("page") ?? document.body, payload);

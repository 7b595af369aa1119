import "./style/page.css";
import type { PreviewPayload } from "../payload.ts";
import { unpackCube } from "./data/cube.ts";
import { startPage } from "./startPage.ts";

const payload = JSON.parse(document.getElementById("payload")?.textContent ?? "") as PreviewPayload;
void unpackCube(payload.cube).then((cube) => {
  startPage(document.getElementById("page") ?? document.body, payload, cube);
});

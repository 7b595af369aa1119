import path from "node:path";
import { isUrl, splitContainerUrl } from "../azure/containerUrl.ts";
import { PrepError } from "../errors.ts";
import { containerRoleText, mainText, type StorageContainer } from "./bicep.ts";
import { cronFields, shellWord } from "./cron.ts";
import { configFileOf, localPlacesOf, type Schedule, type ScheduledJob } from "./job.ts";

/**
 * An image and a scheduled job of Azure Container Apps. Throws a PrepError of code `options` where something lies in a
 * folder, which a job that comes and goes does not keep.
 */
export function scheduleContainerJob(job: ScheduledJob): Schedule {
  const local = [...localPlacesOf(job.config), ...[...job.sources, job.out].filter((place) => !isUrl(place))][0];
  if (local !== undefined) {
    throw new PrepError(
      "options",
      `${local} is on this machine, and a container job has no disk that stays; give URLs`,
    );
  }
  const sources = new Map(job.sources.map(containerOf).map((one) => [`${one.account}/${one.container}`, one]));
  const beside = (name: string): string => shellWord(path.join(job.folder, name));
  const root = shellWord(path.resolve(path.dirname(job.cli), ".."));
  const image = "flow-chord:1";
  return {
    files: [
      { name: "Dockerfile", text: dockerfile },
      {
        name: "main.bicep",
        text: mainText({
          sources: [...sources.values()],
          destination: containerOf(job.out),
          cron: cronFields(job.everyMs),
        }),
      },
      { name: "containerRole.bicep", text: containerRoleText },
      configFileOf(job.config),
    ],
    next: [
      `az acr build --registry REGISTRY --image ${image} --file ${beside("Dockerfile")} ${root}`,
      `az deployment group what-if --resource-group GROUP --template-file ${beside("main.bicep")} --parameters registryName=REGISTRY image=${image}`,
      `az deployment group create --resource-group GROUP --template-file ${beside("main.bicep")} --parameters registryName=REGISTRY image=${image}`,
      "az containerapp job start --resource-group GROUP --name flow-chord",
      "az containerapp job execution list --resource-group GROUP --name flow-chord --output table",
      "# GROUP has the registry; storage accounts of other groups are named by the parameters sources and destination.",
      "# None of this was tried: there is no Azure here. The page docs/schedule.md says how to check it.",
    ],
  };
}

/** Throws a PrepError of code `options` for a URL whose host does not begin with the name of an account. */
function containerOf(place: string): StorageContainer {
  const { containerUrl } = splitContainerUrl(new URL(place));
  const { hostname, pathname } = new URL(containerUrl);
  const [, account] = /^([a-z0-9]{3,24})(?:\.z\d+)?\.blob\./.exec(hostname) ?? [];
  const container = decodeURIComponent(pathname.slice(1));
  if (account === undefined || !/^\$?[a-z0-9-]{3,63}$/.test(container)) {
    throw new PrepError("options", `${containerUrl} is not as https://ACCOUNT.blob.core.windows.net/CONTAINER`);
  }
  return { account, container };
}

const dockerfile = `# Flow Chord, as an image for a job that runs prep once and ends. Written by flow-chord schedule container-job.
# Build it in the project's folder, or let Azure build it; .dockerignore there keeps what is not needed out:
#   az acr build --registry REGISTRY --image flow-chord:1 --file THIS_FILE PROJECT
# Secrets: none is in it. The job logs in with its managed identity; main.bicep mounts flow-chord.json.
# Not tried here: Docker and Azure. What the last stage copies was put together and run without a container.
FROM node:24-slim AS build
WORKDIR /opt/flow-chord
COPY . .
RUN node scripts/setup.mjs && npm prune --omit=dev --omit=optional

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /opt/flow-chord
COPY --from=build /opt/flow-chord/package.json ./
COPY --from=build /opt/flow-chord/node_modules node_modules
COPY --from=build /opt/flow-chord/prep prep
COPY --from=build /opt/flow-chord/preview preview
COPY --from=build /opt/flow-chord/report report
USER node
ENTRYPOINT ["node", "prep/flow-chord.mjs"]
CMD ["prep", "--config", "/etc/flow-chord/flow-chord.json"]
`;

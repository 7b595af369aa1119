/** What an Azure resource id says. */
export interface Resource {
  readonly subscription?: string | undefined;
  readonly resourceGroup?: string | undefined;
  readonly name?: string | undefined;
}

const pattern = /\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/.+\/([^/]+)$/i;

/** Parses `/subscriptions/S/resourceGroups/G/providers/…/NAME`, in any case; undefined for any other text. */
export function parseResource(id: string): Resource | undefined {
  const [, subscription, resourceGroup, name] = pattern.exec(id) ?? [];
  return name === undefined ? undefined : { subscription, resourceGroup, name };
}

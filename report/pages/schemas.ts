const root = "https://developer.microsoft.com/json-schemas/fabric";
const definition = `${root}/item/report/definition`;

/** Versions of Power BI's file formats, of the middle of 2025: programs of that year read them, and newer ones too. */
export const schemas = {
  shortcut: `${root}/pbip/pbipProperties/1.0.0/schema.json`,
  platform: `${root}/gitIntegration/platformProperties/2.0.0/schema.json`,
  properties: `${root}/item/report/definitionProperties/2.0.0/schema.json`,
  version: `${definition}/versionMetadata/1.0.0/schema.json`,
  report: `${definition}/report/2.1.0/schema.json`,
  pages: `${definition}/pagesMetadata/1.0.0/schema.json`,
  page: `${definition}/page/2.0.0/schema.json`,
  visual: `${definition}/visualContainer/2.1.0/schema.json`,
  mobile: `${definition}/visualContainerMobileState/2.1.0/schema.json`,
} as const;

import type powerbi from "powerbi-visuals-api";

type Objects = powerbi.DataViewObjects;
type Properties = Readonly<Record<string, unknown>>;
type Instances = Readonly<Record<string, Properties>>;

/** A property of the visual and whose it is: of the visual as a whole, or of one scope by its id. */
export interface PropertyPlace {
  readonly objectName: string;
  readonly propertyName: string;
  readonly id?: string | undefined;
}

/**
 * Where the pane writes what a descriptor stands for. A rule for every row (fx) is not simulated: what is picked is the
 * constant that stands for all rows.
 */
export function placeOf(descriptor: powerbi.visuals.FormattingDescriptor): PropertyPlace {
  const { objectName, propertyName, selector } = descriptor;
  return { objectName, propertyName, id: idOf(selector) };
}

/** The id of a selector; undefined for all others, which mean the visual as a whole here. */
function idOf(selector: powerbi.data.Selector | null | undefined): string | undefined {
  return (selector as { readonly id?: string } | null | undefined)?.id;
}

/** The objects with a property set; objects are never changed in place. */
export function setProperty(objects: Objects, place: PropertyPlace, value: unknown): Objects {
  const { objectName, propertyName, id } = place;
  const object = propertiesOf(objects, objectName);
  if (id === undefined) return { ...objects, [objectName]: { ...object, [propertyName]: value } } as Objects;
  const instances = instancesOf(object);
  const changed = { ...instances, [id]: { ...instances[id], [propertyName]: value } };
  return { ...objects, [objectName]: { ...object, $instances: changed } } as Objects;
}

/** What is set; undefined for the default. */
export function readProperty(objects: Objects, { objectName, propertyName, id }: PropertyPlace): unknown {
  const object = propertiesOf(objects, objectName);
  return id === undefined ? object[propertyName] : instancesOf(object)[id]?.[propertyName];
}

/** The objects without one property; without an id also without those of single scopes. */
export function removeProperty(objects: Objects, { objectName, propertyName, id }: PropertyPlace): Objects {
  const object = propertiesOf(objects, objectName);
  const instances = Object.entries(instancesOf(object)).flatMap(([key, properties]) => {
    const rest = id === undefined || id === key ? without(properties, propertyName) : properties;
    return Object.keys(rest).length === 0 ? [] : [[key, rest] as const];
  });
  const own = without(object, "$instances");
  const kept = id === undefined ? without(own, propertyName) : own;
  const changed = { ...kept, ...(instances.length > 0 && { $instances: Object.fromEntries(instances) }) };
  const others = without(objects, objectName);
  return (Object.keys(changed).length === 0 ? others : { ...others, [objectName]: changed }) as Objects;
}

/** Whether a property, or one of its scopes, is not the default. */
export function isSet(objects: Objects, { objectName, propertyName }: PropertyPlace): boolean {
  const object = propertiesOf(objects, objectName);
  return [object, ...Object.values(instancesOf(object))].some((properties) => properties[propertyName] !== undefined);
}

/** What the visual asks its host to keep. */
export function keepChanges(objects: Objects, changes: powerbi.VisualObjectInstancesToPersist): Objects {
  let kept = objects;
  const places = (instances: readonly powerbi.VisualObjectInstance[] = []) =>
    instances.flatMap(({ objectName, selector, properties }) =>
      Object.entries(properties).map(([propertyName, value]) => ({
        objectName,
        propertyName,
        id: idOf(selector),
        value,
      })),
    );
  for (const place of places(changes.remove)) kept = removeProperty(kept, place);
  for (const place of [...places(changes.replace), ...places(changes.merge)])
    kept = setProperty(kept, place, place.value);
  return kept;
}

function propertiesOf(objects: Objects, objectName: string): Properties {
  return objects[objectName] ?? {};
}

function instancesOf(object: Properties): Instances {
  return (object["$instances"] ?? {}) as Instances;
}

function without(properties: Properties, name: string): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name));
}

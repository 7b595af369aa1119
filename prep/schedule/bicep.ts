/** A container of a storage account, by its names. */
export interface StorageContainer {
  readonly account: string;
  readonly container: string;
}

/** What main.bicep says about a job. */
export interface JobTemplate {
  readonly sources: readonly StorageContainer[];
  readonly destination: StorageContainer;
  /** Five fields, in UTC. */
  readonly cron: string;
}

/** The job, who it is, what it may, and where its words go. Roles by their ids: learn.microsoft.com, built-in roles. */
export function mainText({ sources, destination, cron }: JobTemplate): string {
  return `${mainHead}
targetScope = 'resourceGroup'

param location string = resourceGroup().location
param name string = 'flow-chord'

@description('Container registry in this resource group that has the image')
param registryName string
param image string = 'flow-chord:1'

@description('When it runs, in UTC')
param cronExpression string = '${cron}'

@description('Most seconds of one run: the first one reads all that is there')
param replicaTimeout int = 43200
param retentionInDays int = 30

@description('Containers that are read, and the resource group of each account')
param sources array = [
${sources.map((source) => indent(objectText(source), 2)).join("\n")}
]

@description('The container that the tables go to; it must be there')
param destination object = ${objectText(destination)}

${resources}`;
}

/** A module of its own: a storage account may be in another resource group. */
export const containerRoleText = `// Flow Chord: lets an identity into one container of a storage account. A module of main.bicep. Not deployed here.
targetScope = 'resourceGroup'

param account string
param container string
param principalId string
param roleId string

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: account
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' existing = {
  parent: storage
  name: 'default'
}

resource target 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = {
  parent: blobs
  name: container
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(target.id, principalId, roleId)
  scope: target
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleId)
  }
}
`;

const mainHead = `// Flow Chord: a scheduled job of Azure Container Apps. Written by flow-chord schedule container-job.
// Deploy it, with containerRole.bicep and flow-chord.json beside it, into the resource group of the registry:
//   az deployment group create --resource-group GROUP --template-file main.bicep --parameters registryName=REGISTRY
// Who deploys it needs to be Owner, or to have Role Based Access Control Administrator, for the role assignments.
// Secrets: none is here. The job logs in by its managed identity, which AZURE_CLIENT_ID names.
// A run that ends with rejects (status 3) counts as failed and is tried again; the second try has nothing new and ends
// with 0. An execution that starts while another one is at work ends with an error and changes nothing.
// Not tried here: Azure. A parser has read this file; it was not compiled by Bicep, and not deployed.
`;

function objectText({ account, container }: StorageContainer): string {
  return `{\n  account: '${account}'\n  container: '${container}'\n  resourceGroup: resourceGroup().name\n}`;
}

function indent(text: string, spaces: number): string {
  return text.replaceAll(/^/gm, " ".repeat(spaces));
}

const resources = `var blobDataReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
}

module reads 'containerRole.bicep' = [for (source, index) in sources: {
  name: '\${name}-reads-\${index}'
  scope: resourceGroup(source.resourceGroup)
  params: {
    account: source.account
    container: source.container
    principalId: identity.properties.principalId
    roleId: blobDataReader
  }
}]

module writes 'containerRole.bicep' = {
  name: '\${name}-writes'
  scope: resourceGroup(destination.resourceGroup)
  params: {
    account: destination.account
    container: destination.container
    principalId: identity.properties.principalId
    roleId: blobDataContributor
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: registryName
}

resource pulls 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, acrPull)
  scope: registry
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
  }
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionInDays
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: name
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: workspace.properties.customerId
        sharedKey: workspace.listKeys().primarySharedKey
      }
    }
  }
}

resource job 'Microsoft.App/jobs@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '\${identity.id}': {}
    }
  }
  properties: {
    environmentId: environment.id
    configuration: {
      triggerType: 'Schedule'
      replicaTimeout: replicaTimeout
      replicaRetryLimit: 1
      scheduleTriggerConfig: {
        cronExpression: cronExpression
        parallelism: 1
        replicaCompletionCount: 1
      }
      registries: [
        {
          server: registry.properties.loginServer
          identity: identity.id
        }
      ]
      secrets: [
        {
          // No secret, but the way to give a job a file.
          name: 'settings'
          value: loadTextContent('flow-chord.json')
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'prep'
          image: '\${registry.properties.loginServer}/\${image}'
          resources: {
            cpu: json('2.0')
            memory: '4Gi'
          }
          env: [
            {
              name: 'AZURE_CLIENT_ID'
              value: identity.properties.clientId
            }
          ]
          volumeMounts: [
            {
              volumeName: 'settings'
              mountPath: '/etc/flow-chord'
            }
          ]
        }
      ]
      volumes: [
        {
          name: 'settings'
          storageType: 'Secret'
          secrets: [
            {
              secretRef: 'settings'
              path: 'flow-chord.json'
            }
          ]
        }
      ]
    }
  }
  dependsOn: [
    pulls
    reads
    writes
  ]
}

output jobName string = job.name
output principalId string = identity.properties.principalId
`;

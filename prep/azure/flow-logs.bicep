// Flow Chord: switches the flow log of a virtual network on, and makes the storage account that it goes to.
// Deploy it, with flowLog.bicep beside it, into the resource group that shall have the account:
//   az deployment group create --resource-group GROUP --template-file flow-logs.bicep \
//     --parameters virtualNetworkId=ID storageName=NAME location=REGION
// ID is what az network vnet show --query id says. Account and network must be in one region, which has a Network Watcher
// (az network watcher list); Azure makes it, in NetworkWatcherRG, with the first virtual network of the region.
// Then prep reads what the output "source" says. Whoever runs it needs Storage Blob Data Reader on the account.
// Secrets: none is here.
// Not tried here: Azure. A parser has read this file; it was not compiled by Bicep, and not deployed.
targetScope = 'resourceGroup'

@description('Region of the virtual network')
param location string = resourceGroup().location

@description('Resource id of the virtual network')
param virtualNetworkId string

@description('Name of the new storage account')
@minLength(3)
@maxLength(24)
param storageName string

@description('Days until Azure removes a log; 0 keeps all')
@minValue(0)
@maxValue(365)
param retentionDays int = 90

param networkWatcherName string = 'NetworkWatcher_${location}'
param networkWatcherResourceGroup string = 'NetworkWatcherRG'
param flowLogName string = 'flow-chord-${last(split(virtualNetworkId, '/'))}'

@description('Addresses and ranges that may read the logs: those of the machine that runs prep')
param allowedAddresses array = []

@description('Subnets that may read the logs; they need the service endpoint Microsoft.Storage')
param allowedSubnetIds array = []

@description('Network Watcher writes by a key of the account; false needs a flow log with a managed identity of its own')
param allowSharedKeys bool = true

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: storageName
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    accessTier: 'Hot'
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    allowSharedKeyAccess: allowSharedKeys
    allowCrossTenantReplication: false
    networkAcls: {
      // Network Watcher writes as a trusted service of Azure.
      bypass: 'AzureServices'
      defaultAction: 'Deny'
      ipRules: [for address in allowedAddresses: {
        value: address
        action: 'Allow'
      }]
      virtualNetworkRules: [for id in allowedSubnetIds: {
        id: id
        action: 'Allow'
      }]
    }
  }
}

module flowLog 'flowLog.bicep' = {
  name: 'flow-log-of-${storageName}'
  scope: resourceGroup(networkWatcherResourceGroup)
  params: {
    location: location
    networkWatcherName: networkWatcherName
    flowLogName: flowLogName
    virtualNetworkId: virtualNetworkId
    storageId: storage.id
    retentionDays: retentionDays
  }
}

output source string = '${storage.properties.primaryEndpoints.blob}insights-logs-flowlogflowevent'

// Flow Chord: the flow log of a virtual network, as a child of the Network Watcher of its region. A module of
// flow-logs.bicep, which says how to deploy it. Not deployed here.
targetScope = 'resourceGroup'

param location string
param networkWatcherName string
param flowLogName string
param virtualNetworkId string
param storageId string
param retentionDays int

resource watcher 'Microsoft.Network/networkWatchers@2024-07-01' existing = {
  name: networkWatcherName
}

resource flowLog 'Microsoft.Network/networkWatchers/flowLogs@2024-07-01' = {
  parent: watcher
  name: flowLogName
  location: location
  properties: {
    enabled: true
    targetResourceId: virtualNetworkId
    storageId: storageId
    format: {
      type: 'JSON'
      // What the service calls version 2; the records of a virtual network say flowLogVersion 4.
      version: 2
    }
    retentionPolicy: {
      enabled: retentionDays > 0
      days: retentionDays
    }
  }
}

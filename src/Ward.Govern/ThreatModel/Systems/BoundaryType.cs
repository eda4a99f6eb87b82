namespace Ward.Govern.ThreatModel.Systems;

/// <summary>What a trust boundary is made of. All but an execution environment hold back network traffic.</summary>
public enum BoundaryType { OnPremises, DedicatedHoster, VirtualLan, CloudProvider, CloudSecurityGroup, NamespaceIsolation, ExecutionEnvironment }

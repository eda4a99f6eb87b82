using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.Tests.ThreatModel.Kinds;

/// <summary>One kind over models in which it is and in which it narrowly is not.</summary>
/// <param name="Positive">Everything that the kind is to say over each model: the rest of the id after the kind, and the severity.</param>
internal sealed record KindCase(string Kind, IReadOnlyList<(SystemModel Model, (string At, Severity Severity)[] Found)> Positive, IReadOnlyList<SystemModel> Negative);

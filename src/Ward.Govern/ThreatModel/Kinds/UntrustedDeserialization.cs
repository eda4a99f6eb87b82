using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class UntrustedDeserialization : ThreatKind
{
    public override KindAbout About { get; } = new(
        "untrusted-deserialization", "Untrusted deserialisation",
        "Bytes from outside become objects, and objects run code.",
        "Assets in scope that accept serialised data, are EJBs, or are called by IIOP or JRMP.",
        "Worth of the asset and its data: very high impact at the highest rating, else high. Very likely where IIOP or JRMP crosses a network boundary, else likely.",
        "Take plain data formats instead, or allow few types only.",
        "Is an object of an unexpected type refused before it is made?",
        StrideCategory.Tampering, 502, RiskFunction.Architecture, Facts.Code | Facts.Protocols);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        let calls = model.Incoming(asset).Where(l => l.Protocol is "iiop" or "iiop-encrypted" or "jrmp" or "jrmp-encrypted").ToList()
        where calls.Count > 0 || asset.IsA("ejb") || asset.Formats?.Contains("serialization") is true
        let crossing = calls.FirstOrDefault(model.Crosses)
        select Found($"{asset.Title} may make objects out of foreign bytes{(crossing is null ? "" : $", sent over {crossing.Title} from another network")}", crossing is null ? Likelihood.Likely : Likelihood.VeryLikely,
            Grades.ByHighest(model.Worth(asset), RiskImpact.High), BreachProbability.Probable, [asset.Id], asset.Id);
}

using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class UnencryptedAsset : ThreatKind
{
    public override KindAbout About { get; } = new(
        "unencrypted-asset", "Unencrypted asset",
        "Whoever takes the disk, the backup or the machine reads what lies on it.",
        "Assets in scope that store data and, by their own worth or that of the data, are confidential or critical in integrity, without encryption; and such that usually hold data of end users, at the highest rating, without a key for each user. Forwarders, inspection systems and libraries store nothing.",
        "High impact at the highest rating, else medium; medium where it is encrypted, and only the users' own keys are missing.",
        "Encrypt it; at the highest rating with keys of the users.",
        "Is a copy of its disk unreadable?",
        StrideCategory.InformationDisclosure, 311, RiskFunction.Operations, Facts.EncryptionAtRest | Facts.Data);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.Stored is { Count: > 0 } && !asset.Is(Trait.NoStorage) && !asset.Is(Trait.Embedded)
        let worth = model.StoredWorth(asset)
        where worth.IsSecretOrTrue
        let bare = asset.Encryption == Encryption.None
        let needsUserKey = worth.IsMostSecretOrTrue && asset.Is(Trait.StoresEndUserData)
        where bare || (needsUserKey && asset.Encryption is { } known && known != Encryption.EndUserIndividualKey)
        select Found($"{asset.Title} stores what matters {(bare ? "unencrypted" : "under keys that are not its users'")}", Likelihood.Unlikely,
            bare ? Grades.BySecretOrTrue(worth, RiskImpact.Medium) : RiskImpact.Medium, BreachProbability.Improbable, [asset.Id], asset.Id);
}

using Ward.Prescribe.Costs;
using Ward.Standards.Yaml;

namespace Ward.Configuration;

/// <summary>What a city says that changes and losses cost it; what it leaves out is as Ward estimates.</summary>
internal static class CostReader
{
    private const double Most = 1e9;
    private const double LongestWindow = 168;

    public static CostModel Read(YamlField field)
    {
        var usual = new CostModel();
        if (field.MappingOrNull() is not { } fields) return usual;
        var costs = new CostModel
        {
            DenySource = Of("denySource", usual.DenySource),
            DenyWeb = Of("denyWeb", usual.DenyWeb),
            CloseFlow = Of("closeFlow", usual.CloseFlow),
            SegmentZone = Of("segmentZone", usual.SegmentZone),
            DisableAccount = Of("disableAccount", usual.DisableAccount),
            RotateCredential = Of("rotateCredential", usual.RotateCredential),
            ChangePassword = Of("changePassword", usual.ChangePassword),
            RequireFactor = Of("requireFactor", usual.RequireFactor),
            IsolateHost = Of("isolateHost", usual.IsolateHost),
            VirtualPatch = Of("virtualPatch", usual.VirtualPatch),
            Harden = Of("harden", usual.Harden),
            Patch = Of("patch", usual.Patch),
            VerifyBackup = Of("verifyBackup", usual.VerifyBackup),
            Window = fields["window"].Number(0, LongestWindow, usual.Window),
            Session = Of("session", usual.Session),
            Money = Of("money", usual.Money),
            Safety = Of("safety", usual.Safety),
            Trust = Of("trust", usual.Trust),
            Citizen = Of("citizen", usual.Citizen),
        };
        fields.Close();
        return costs;

        double Of(string name, double whenAbsent) => fields[name].Number(0, Most, whenAbsent);
    }
}

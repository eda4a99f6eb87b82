namespace Ward.Standards.Ssvc;

/// <summary>
/// The decision tables of Stakeholder-Specific Vulnerability Categorization (CERT/CC), as strings of our own: one letter a row,
/// the last input changing fastest, each input from the least to the most severe value.
/// </summary>
public static class SsvcDecision
{
    // d defer, s scheduled, o out-of-cycle, i immediate; a block for exploitation, in it a word for exposure and automatable.
    private const string DeployerRows =
        "ddss dsss dsss ssss dsss ssso "
        + "dsss ssss dsss ssso ssso ssoo "
        + "ssoo sooo ssoo oooo sooi ooii";

    // l low, m medium, h high, v very high; a word for safety impact.
    private const string HumanImpactRows = "llmv llmv mhhv vvvv";

    // t track, * track*, a attend, c act; a block for exploitation, in it a word for automatable and technical impact.
    private const string CoordinatorRows =
        "ttt tt* tta tta "
        + "tt* t*a tta t*a "
        + "tta tac aac acc";

    // u on upgrade, 6 sixty days, 4 fourteen, 3 three, f three and forensics; a word for in KEV and publicly exposed.
    private const string TimelineRows = "uu66 6443 444f 4f3f";

    private static readonly string Deployers = Packed(DeployerRows);
    private static readonly string Humans = Packed(HumanImpactRows);
    private static readonly string Coordinators = Packed(CoordinatorRows);
    private static readonly string Timelines = Packed(TimelineRows);

    /// <summary>Deployer patch application priority, 1.0.0 (72 rows).</summary>
    public static DeployerPriority Deployer(Exploitation exploitation, SystemExposure exposure, bool automatable, HumanImpact human) =>
        (DeployerPriority)"dsoi".IndexOf(Deployers[(((((int)exploitation * 3) + (int)exposure) * 2) + Bit(automatable)) * 4 + (int)human], StringComparison.Ordinal);

    /// <summary>Human impact, 1.0.0 (16 rows).</summary>
    public static HumanImpact Human(SafetyImpact safety, MissionImpact mission) =>
        (HumanImpact)"lmhv".IndexOf(Humans[((int)safety * 4) + (int)mission], StringComparison.Ordinal);

    /// <summary>Public safety impact, 1.0.0: anything but negligible harm is significant.</summary>
    public static PublicSafetyImpact PublicSafety(SafetyImpact safety) =>
        safety == SafetyImpact.Negligible ? PublicSafetyImpact.Minimal : PublicSafetyImpact.Significant;

    /// <summary>Utility, 1.0.0: one step for automatable, one for concentrated value.</summary>
    public static Utility UtilityOf(bool automatable, ValueDensity value) => (Utility)(Bit(automatable) + (int)value);

    /// <summary>CISA coordinator, 2.0.3 (36 rows).</summary>
    public static CisaLevel Coordinator(Exploitation exploitation, bool automatable, TechnicalImpact technical, WellBeingImpact wellBeing) =>
        (CisaLevel)"t*ac".IndexOf(Coordinators[(((((int)exploitation * 2) + Bit(automatable)) * 2) + (int)technical) * 3 + (int)wellBeing], StringComparison.Ordinal);

    /// <summary>CISA Binding Operational Directive 26-04, 1.0.0 (16 rows).</summary>
    public static RemediationTimeline Timeline(bool inKev, bool publiclyExposed, bool automatable, TechnicalImpact technical) =>
        (RemediationTimeline)"u643f".IndexOf(Timelines[(((((Bit(inKev) * 2) + Bit(publiclyExposed)) * 2) + Bit(automatable)) * 2) + (int)technical], StringComparison.Ordinal);

    private static int Bit(bool flag) => flag ? 1 : 0;

    private static string Packed(string rows) => rows.Replace(" ", "", StringComparison.Ordinal);
}

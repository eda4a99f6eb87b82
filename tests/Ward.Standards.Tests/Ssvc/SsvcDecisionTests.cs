using Ward.Standards.Ssvc;
using Ward.Standards.Tests.Sigma;

namespace Ward.Standards.Tests.Ssvc;

public sealed class SsvcDecisionTests
{
    [Fact]
    public void EveryRowOfThePublicTablesIsDecidedAsItSays()
    {
        var folder = Conformance.Folder("ssvc");
        if (folder is null) Assert.Skip("conformance/ssvc is not beside the checkout.");
        var (rows, wrong) = (0, new List<string>());
        foreach (var (file, decide) in Tables)
        {
            foreach (var row in File.ReadLines(Path.Combine(folder, file)).Skip(1))
            {
                // The only comma within a cell is in a heading.
                var cells = row.Split(',')[1..];
                rows++;
                if (decide(cells) is var found && found != Plain(cells[^1])) wrong.Add($"{file}: {row}: {found}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(rows >= 72 + 16 + 36 + 16 + 4 + 4, $"{rows} rows");
    }

    [Theory]
    [InlineData(Exploitation.None, SystemExposure.Small, false, HumanImpact.Low, DeployerPriority.Defer)]
    [InlineData(Exploitation.Active, SystemExposure.Open, true, HumanImpact.VeryHigh, DeployerPriority.Immediate)]
    [InlineData(Exploitation.PublicPoc, SystemExposure.Open, true, HumanImpact.High, DeployerPriority.OutOfCycle)]
    public void TheDeployersTableIsDecided(Exploitation exploitation, SystemExposure exposure, bool automatable, HumanImpact human, DeployerPriority expected) =>
        Assert.Equal(expected, SsvcDecision.Deployer(exploitation, exposure, automatable, human));

    [Fact]
    public void NothingMoreSevereIsEverDecidedLater()
    {
        foreach (var exploitation in Enum.GetValues<Exploitation>())
            foreach (var exposure in Enum.GetValues<SystemExposure>())
                foreach (var human in Enum.GetValues<HumanImpact>())
                {
                    var now = SsvcDecision.Deployer(exploitation, exposure, false, human);
                    Assert.True(SsvcDecision.Deployer(exploitation, exposure, true, human) >= now);
                    if (exploitation < Exploitation.Active) Assert.True(SsvcDecision.Deployer(exploitation + 1, exposure, false, human) >= now);
                    if (exposure < SystemExposure.Open) Assert.True(SsvcDecision.Deployer(exploitation, exposure + 1, false, human) >= now);
                    if (human < HumanImpact.VeryHigh) Assert.True(SsvcDecision.Deployer(exploitation, exposure, false, human + 1) >= now);
                }
    }

    private static readonly (string File, Func<string[], string> Decide)[] Tables =
    [
        ("deployer_patch_application_priority_1_0_0.csv", c => SsvcDecision.Deployer(Of<Exploitation>(c[0]), Of<SystemExposure>(c[1]), c[2] == "yes", Of<HumanImpact>(c[3])).ToString()),
        ("human_impact_1_0_0.csv", c => SsvcDecision.Human(Of<SafetyImpact>(c[0]), Of<MissionImpact>(c[1])).ToString()),
        ("public_safety_impact_1_0_0.csv", c => SsvcDecision.PublicSafety(Of<SafetyImpact>(c[0])).ToString()),
        ("utility_1_0_0.csv", c => SsvcDecision.UtilityOf(c[0] == "yes", Of<ValueDensity>(c[1])).ToString()),
        ("cisa_coordinator_2_0_3.csv", c => SsvcDecision.Coordinator(Of<Exploitation>(c[0]), c[1] == "yes", Of<TechnicalImpact>(c[2]), Of<WellBeingImpact>(c[3])).ToString()),
        ("cisa_bod_26_04_1_0_0.csv", c => SsvcDecision.Timeline(c[0] == "yes", c[1] == "yes", c[2] == "yes", Of<TechnicalImpact>(c[3])).ToString()),
    ];

    private static T Of<T>(string cell) where T : struct, Enum => Enum.Parse<T>(Plain(cell));

    /// <summary>The name of the member that stands for a value of the tables.</summary>
    private static string Plain(string cell) => cell switch
    {
        "track*" => "TrackStar",
        "fix on system upgrade" => "OnSystemUpgrade",
        "60 days" => "SixtyDays",
        "14 days" => "FourteenDays",
        "3 days" => "ThreeDays",
        "3 days & forensic investigation" => "ThreeDaysAndForensics",
        _ => string.Concat(cell.Split(' ', '-').Select(w => char.ToUpperInvariant(w[0]) + w[1..])),
    };
}

using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ward.City.Elements;
using Ward.City.Exposures;
using Ward.City.Identities;
using Ward.Predict;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Tests.Measures;

public sealed class MeasureTests
{
    /// <summary>As stores write: what is computed is left out.</summary>
    private static readonly JsonSerializerOptions Kept = new() { IgnoreReadOnlyProperties = true };

    public static TheoryData<Measure, string, string> Known => new()
    {
        { new Measure.DenySource(new("edge"), IPAddress.Parse("203.0.113.9")), "deny-source|edge|203.0.113.9", "D3-NTF" },
        { new Measure.DenyWeb(new("nginx"), IPAddress.Parse("203.0.113.9")), "deny-web|nginx|203.0.113.9", "D3-ITF" },
        { new Measure.CloseFlow(new("edge"), new("ssh-in")), "close-flow|edge|ssh-in", "D3-NTF" },
        { new Measure.DisableAccount(new("ops-backup")), "disable-account|ops-backup", "D3-AL" },
        { new Measure.IsolateHost(new("edge"), new("bastion")), "isolate-host|edge|bastion", "D3-NI" },
    };

    /// <summary>Hashes of stored plans are made of keys, so keys never change.</summary>
    [Theory, MemberData(nameof(Known))]
    public void TheFirstFiveKindsKeepTheirKeysAndTechniques(Measure measure, string key, string technique) => Assert.Equal((key, technique), (measure.Key, measure.Countermeasure));

    [Fact]
    public void EveryKindIsWrittenUnderItsOwnNameAndInTheCatalogue()
    {
        var kinds = typeof(Measure).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Measure))).ToList();
        var named = typeof(Measure).GetCustomAttributes<JsonDerivedTypeAttribute>().ToDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);
        var sought = (Func<Ground, Situation, EdgeFacts, IEnumerable<Measure>>[])typeof(Catalogue).GetField("Kinds", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

        Assert.Equal(kinds.ToHashSet(), named.Keys.ToHashSet());
        Assert.Equal(kinds.ToHashSet(), sought.Select(s => s.Method.DeclaringType!).ToHashSet());
        Assert.Equal(kinds.Count, Enum.GetValues<Govern.Mandates.ActionClass>().Length);
    }

    [Fact]
    public void ANewKindIsReadBackAsItWasWritten()
    {
        Measure[] measures =
        [
            new Measure.SegmentZone(new("edge"), new("internet"), new("dmz")), new Measure.Patch(new("plc"), new("x")), new Measure.Harden(new("plc"), new("x")), new Measure.ChangePassword(new("plc"), new("x")),
            new Measure.VirtualPatch(new("nginx"), new("x")), new Measure.RequireFactor(new("a")), new Measure.RotateCredential(new("a")), new Measure.VerifyBackup(new("plc")),
        ];
        foreach (var measure in measures)
        {
            var text = JsonSerializer.Serialize(measure, Kept);

            Assert.StartsWith($$"""{"kind":"{{measure.Key[..measure.Key.IndexOf('|')]}}",""", text, StringComparison.Ordinal);
            Assert.Equal(measure, JsonSerializer.Deserialize<Measure>(text, Kept));
            Assert.DoesNotContain("Lead", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void PatchingDoesToTheGraphWhatTakingTheWeaknessOutOfTheCityDoes() => SameAsWithout(ExposureKind.Vulnerability, e => new Measure.Patch(e.Asset, e.Id));

    [Fact]
    public void MendingASettingDoesToTheGraphWhatTakingItOutOfTheCityDoes() => SameAsWithout(ExposureKind.Misconfiguration, e => new Measure.Harden(e.Asset, e.Id));

    [Fact]
    public void ChangingAPasswordDoesToTheGraphWhatTakingItOutOfTheCityDoes() => SameAsWithout(ExposureKind.DefaultPassword, e => new Measure.ChangePassword(e.Asset, e.Id));

    [Fact]
    public void ASecondFactorDoesToTheGraphWhatWritingItIntoTheCityDoes()
    {
        var seen = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var city = RandomCity.Of(seed);
            var account = city.Accounts[0];
            if (account.SecondFactor) continue;
            var other = (city with { Version = "other", Accounts = [account with { SecondFactor = true }, .. city.Accounts.Skip(1)] }).Anew();
            seen += Same(city, other, seed, new Measure.RequireFactor(account.Id));
        }

        Assert.True(seen > 3, $"only {seen} cities told them apart");
    }

    [Fact]
    public void ASegmentClosesWhatNoServiceNeedsAndNothingElse()
    {
        var city = SmallCity.Model with { Flows = [.. SmallCity.Model.Flows.Select(f => f.Id.Value == "web-in" ? f with { NeededBy = [new("payments")] } : f)] };
        var segment = new Measure.SegmentZone(new("edge"), new("internet"), new("dmz"));

        Assert.Equal(["ssh-in"], segment.Flows(city.Anew()).Select(f => f.Id.Value));
    }

    [Fact]
    public void ARuleAtTheWebServerWeakensOnlyWhatPassesIt()
    {
        var weak = new Exposure(new("cms"), new("web"), ExposureKind.Vulnerability, 443, "T1190", 0.5, 1, Privilege.User, "CVE-2024-1");
        var city = (SmallCity.Model with
        {
            Version = "v2", Exposures = [weak],
            Elements = [.. SmallCity.Model.Elements.Where(e => e.Kind != ElementKind.Nginx), new Element(new("nginx"), ElementKind.Nginx, new("bastion"), [], [new("web")])],
        }).Anew();
        var situation = new Foresight(city).Foresee(Incidents.Guessing()).Situation!;
        var measure = new Measure.VirtualPatch(new("nginx"), weak.Id);
        var steps = Enumerable.Range(0, situation.EdgeCount).Select(situation.Edge).Where(e => e.Exposure >= 0).ToList();

        Assert.Contains(steps, e => e.Conduit >= 0);
        Assert.Contains(steps, e => e.Conduit < 0);
        Assert.All(steps, e => Assert.Equal(e.Conduit >= 0 ? Math.Log(5) : 0, measure.Lengthens(situation, e), 9));
    }

    private static void SameAsWithout(ExposureKind kind, Func<Exposure, Measure> measure)
    {
        var seen = 0;
        for (var seed = 0; seed < 80; seed++)
        {
            var city = RandomCity.Of(seed);
            var was = city.Exposures[seed % city.Exposures.Count];
            // A password opens a session as an ordinary user, as guessing does; without it that is what is left.
            var exposure = was with { Kind = kind, Gains = kind == ExposureKind.DefaultPassword ? Privilege.User : was.Gains };
            var changed = (city with { Version = "with", Exposures = [.. city.Exposures.Select(e => e.Id == exposure.Id ? exposure : e)] }).Anew();
            // A password behind a port over which nobody signs in leaves a guess that the city without it does not have; it is told too high, never too low.
            if (kind == ExposureKind.DefaultPassword && exposure.Port == 443) continue;
            var other = (changed with { Version = "without", Exposures = [.. changed.Exposures.Where(e => e.Id != exposure.Id)] }).Anew();
            seen += Same(changed, other, seed, measure(exposure));
        }

        Assert.True(seen > 3, $"only {seen} cities told them apart");
    }

    /// <summary>1 where the measure changed something.</summary>
    private static int Same(City.CityModel city, City.CityModel other, int seed, Measure measure)
    {
        var (situation, without) = (Of(city), Of(other));
        var plan = Prescribe.Choices.PlanChecker.Left(situation, situation.Stands, [measure], 1e-6);
        var real = Prescribe.Choices.PlanChecker.Left(without, without.Stands, [], 1e-6);
        Assert.Equal(real.Keys.Order(), plan.Keys.Order());
        foreach (var (service, length) in real) Assert.Equal(length, plan[service], 6);
        return Prescribe.Choices.PlanChecker.Left(situation, situation.Stands, [], 1e-6).Any(l => !real.TryGetValue(l.Key, out var left) || left > l.Value + 1e-9) ? 1 : 0;

        Situation Of(City.CityModel c) => new Foresight(c).Foresee(RandomCity.Attack(city, seed)).Situation!;
    }
}

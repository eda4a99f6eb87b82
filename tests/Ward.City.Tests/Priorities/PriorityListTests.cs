using Ward.City.Imports;
using Ward.City.Priorities;
using Ward.City.Tests.Merging;
using Ward.Standards.Ssvc;

namespace Ward.City.Tests.Priorities;

public sealed class PriorityListTests
{
    [Fact]
    public void WhatIsExploitedAndReachedFromOutsideComesFirstWithItsReason()
    {
        var city = Cities.Merge(
            Cities.Delta(ImportFormat.Csaf, Advisories.Affecting("<1.4.2")),
            Cities.Delta(ImportFormat.Kev, """{"catalogVersion":"1","vulnerabilities":[{"cveID":"CVE-2021-44228","vendorProject":"Apache","product":"Log4j","dateAdded":"2021-12-10"}]}""")).City;
        var list = PriorityList.Of(city);
        Assert.Equal(["CVE-2021-44228", "CVE-2026-1234"], list.Select(p => p.Exposure.Reference));
        Assert.Equal((Exploitation.Active, SystemExposure.Open, DeployerPriority.Scheduled), (list[0].Exploitation, list[0].Exposed, list[0].Priority));
        Assert.Contains("CISA lists it as exploited; it is reached from Internet", list[0].Reason, StringComparison.Ordinal);
        // Signals with a fallback: critical safety, support crippled: high human impact; reached from the public zone by one flow.
        Assert.Equal((SystemExposure.Controlled, true, HumanImpact.High, PublicSafetyImpact.Significant), (list[1].Exposed, list[1].Automatable, list[1].Human, list[1].PublicSafety));
        Assert.Contains("Traffic signals, which serves 90,000 people", list[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatOnlyWhoIsThereCanUseIsSmall()
    {
        var city = Cities.Read(Cities.Text.Replace("port: https, technique", "technique", StringComparison.Ordinal));
        Assert.Equal(SystemExposure.Small, Assert.Single(PriorityList.Of(city)).Exposed);
    }
}

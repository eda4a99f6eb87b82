namespace Ward.City.Tests.Reading;

public sealed class RefusedCityTests
{
    [Theory]
    [InlineData("- {id: tax, needs: [pay]", "- {id: tax, needs: [tax]", "services[1].needs: expected services that do not need themselves, found tax -> tax")]
    [InlineData("needs: [web, {anyOf: [db, fw], atLeast: 1}]", "needs: [tax]", "services[0].needs: expected services that do not need themselves, found pay -> tax -> pay")]
    [InlineData("anyOf: [db, fw], atLeast: 1", "anyOf: [db, fw], atLeast: 3", "services[0].needs[1].atLeast: expected at most 2, the number of alternatives, found 3")]
    [InlineData("anyOf: [db, fw], atLeast: 1", "anyOf: [db, db], atLeast: 1", "services[0].needs[1].anyOf: expected each alternative once, found a list")]
    [InlineData("needs: [pay], citizens: 5", "needs: [pay], citizens: 5, floor: 0.5", "services[1].floor: expected at most 0, which is all that the floor of pay assures, found 0.5")]
    [InlineData("needs: [pay], citizens: 5", "needs: [], citizens: 5, floor: 1", "services[1].floor: expected 0 or no floor, since the service needs nothing that could be kept running, found 1")]
    [InlineData("citizens: 10", "citizens: 10, tolerated: 1", "services[0].tolerated: expected a probability between 0 and 1, neither included, found \"1\"")]
    [InlineData("citizens: 10", "citizens: ten", "services[0].citizens: expected a whole number from 0 to 10000000000, found \"ten\"")]
    [InlineData("citizens: 10", "citizens: 10, floor: 1.1", "services[0].floor: expected a share from 0 to 1, found \"1.1\"")]
    [InlineData("citizens: 10", "citizens: 10, probe: ftp://x", "services[0].probe: expected an address to probe: tcp://host:port, http://… or https://…, found \"ftp://x\"")]
    [InlineData("addresses: [10.1.0.6]", "position: {latitude: 91, longitude: 13}", "assets[1].position.latitude: expected a number from -90 to 90, found \"91\"")]
    [InlineData("addresses: [10.1.0.6]", "position: {latitude: 52, longitude: 180.5}", "assets[1].position.longitude: expected a number from -180 to 180, found \"180.5\"")]
    [InlineData("addresses: [10.1.0.6]", "position: {latitude: NaN, longitude: 13}", "assets[1].position.latitude: expected a number from -90 to 90, found \"NaN\"")]
    [InlineData("addresses: [10.1.0.6]", "position: {latitude: 52}", "assets[1].position.longitude: expected a number from -180 to 180, found nothing")]
    [InlineData("addresses: [10.1.0.6]", "position: 52 13", "assets[1].position: expected a mapping, found \"52 13\"")]
    [InlineData("[10.1.0.6]", "[10.1.0.5]", "assets[1].addresses[0]: expected an address that no other asset has, found 10.1.0.5, already of web")]
    [InlineData("[10.1.0.6]", "[10.1]", "assets[1].addresses[0]: expected an IP address such as 10.1.2.3, found \"10.1\"")]
    [InlineData("[10.1.0.0/24]", "[10.1.0.7/24]", "zones[1].networks[0]: expected a network such as 10.1.0.0/16 that begins at its first address, found \"10.1.0.7/24\"; did you mean \"10.1.0.0/24\"?")]
    [InlineData("[10.5.0.0/24]", "[10.1.0.0/24]", "zones[2].networks[0]: expected a network that no other zone has, found 10.1.0.0/24, already of dmz")]
    [InlineData("{id: db, zone", "{id: web, zone", "assets[1].id: expected an id that nothing else has, found \"web\", already an asset on line 8")]
    [InlineData("{id: pay,", "{id: dmz,", "services[0].id: expected an id that nothing else has, found \"dmz\", already a zone on line 5")]
    [InlineData("[internet -> dmz]", "[internet -> dzm]", "elements[0].guards[0]: expected a conduit between zones (internet, dmz, plant), found the unknown zone \"dzm\"; did you mean \"dmz\"?")]
    [InlineData("[internet -> dmz]", "[plant -> plant]", "elements[0].guards[0]: expected a conduit with one end outside operations, since nothing may act inside, found \"plant -> plant\"")]
    [InlineData("kind: nftables, asset: fw,", "kind: nftables, asset: plc,", "elements[0].asset: expected an asset outside the operations zone plant, since nothing may act inside one, found \"plc\"")]
    [InlineData("kind: nftables", "kind: nftable", "elements[0].kind: expected a kind of element (nftables, nginx), found \"nftable\"; did you mean \"nftables\"?")]
    [InlineData("port: ssh, technique", "port: 23, technique", "exposures[0].port: expected a port on which web listens (22, 8443, 7), found \"23\"")]
    [InlineData("port: https, perDay", "port: 70000, perDay", "flows[0].port: expected a port from 1 to 65535, a protocol by name (ssh, https), or any, found \"70000\"")]
    [InlineData("[ssh, \"https", "[shh, \"https", "assets[0].listens[0]: expected a well-known protocol (ssh, https, smb, …), one with its port (https:8443), or {name, protocol, port}, found \"shh\"; did you mean \"ssh\"?")]
    [InlineData("grants: {web:", "grants: {wep:", "accounts[0].grants: expected the id of an asset (web, db, fw, plc) as key, found \"wep\"; did you mean \"web\"?")]
    [InlineData("secondFactor: true", "secondFactor: yes", "accounts[0].secondFactor: expected true or false, found \"yes\"")]
    [InlineData("name: C\n", "", "name: expected the city's name, found nothing")]
    [InlineData("name: C\n", "name: C\nname: D\n", "expected each key once, found \"name\" again (first on line 2)")]
    [InlineData("technique: T1190", "technique: 1190", "exposures[0].technique: expected an ATT&CK technique such as T1110 or T1021.004, found \"1190\"")]
    [InlineData("{assets: [db]}", "{assets: [dbb]}", "protected.assets[0]: expected the id of an asset (web, db, fw, plc), found \"dbb\"; did you mean \"db\"?")]
    public void AMistakeIsNamedWithItsFieldAndWhatWasExpected(string right, string wrong, string problem)
    {
        Assert.Contains(right, CityReaderTests.Small, StringComparison.Ordinal);

        var problems = CityReaderTests.Problems(CityReaderTests.Small.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(problems, p => p.EndsWith(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "city.yaml:1: expected a YAML mapping, found an empty file")]
    [InlineData("# only a remark\n", "city.yaml:1: expected a YAML mapping, found an empty file")]
    [InlineData("- a\n- b\n", "city.yaml:1: expected a YAML mapping, found a list")]
    [InlineData("id: c\nzones:\n\t- id: z\n", "city.yaml:3: expected spaces for indentation, found a tab")]
    [InlineData("id: c\n--- \nid: d\n", "city.yaml:2: expected one YAML document, found a second one")]
    [InlineData("id: !!python/object x\n", "city.yaml:1: expected a value without a tag, found \"tag:yaml.org,2002:python/object\"")]
    public void AFileThatIsNoCityIsRefusedInPlainWords(string text, string problem) =>
        Assert.Contains(problem, CityReaderTests.Problems(text));

    [Fact]
    public void ASyntaxErrorCarriesItsLine() =>
        Assert.StartsWith("city.yaml:3: expected well-formed YAML, found a syntax error (",
            Assert.Single(CityReaderTests.Problems("id: c\nname: C\nzones: [a, b}\n")), StringComparison.Ordinal);

    [Fact]
    public void ALongCycleIsNamedInOrder()
    {
        var problems = CityReaderTests.Problems("""
            id: c
            name: C
            zones: [{id: z, kind: external}]
            services:
              - {id: dispatch, citizens: 1, needs: [radio]}
              - {id: radio, citizens: 1, needs: [power]}
              - {id: power, citizens: 1, needs: [dispatch]}
            """);

        Assert.Equal("city.yaml:5: services[0].needs: expected services that do not need themselves, found dispatch -> radio -> power -> dispatch", Assert.Single(problems));
    }
}

using Ward.OcsfTables;
using Ward.Standards.Ocsf;

namespace Ward.Standards.Tests.Ocsf;

/// <summary>Each rule of resolving the schema source, on a schema of a few lines.</summary>
public sealed class ResolvingTests : IDisposable
{
    private readonly SmallSchema small = new();

    public void Dispose() => small.Dispose();

    [Fact]
    public void AClassHasWhatItExtendsAndItsUidHoldsTheCategory()
    {
        small.File("events/iam.json", """{"name":"iam","caption":"IAM","extends":"base_event","category":"iam","attributes":{"user":{"requirement":"recommended"}}}""")
            .File("events/login.json", """{"name":"login","caption":"Login","extends":"iam","uid":2,"attributes":{"user":{"requirement":"required"}}}""");

        var login = small.Read().FindClass(3002)!;

        Assert.Equal(["iam", "base_event"], login.Extends);
        Assert.Equal(OcsfRequirement.Required, login.Attributes["user"].Requirement);
        Assert.Equal("user", login.Attributes["user"].Nested!.Name);
        Assert.Equal("Identity", login.Attributes["category_uid"].Values["3"].Caption);
    }

    [Fact]
    public void AClassWithoutUidOnlyHandsDown()
    {
        small.File("events/iam.json", """{"name":"iam","caption":"IAM","extends":"base_event","category":"iam","attributes":{}}""");

        Assert.Null(small.Read().FindClass("iam"));
        Assert.NotNull(small.Read().FindClass(0));
    }

    [Fact]
    public void EnumerationsJoinDictionaryParentAndOwnAndTypeUidFollows()
    {
        small.File("events/login.json", """{"name":"login","caption":"Login","extends":"base_event","category":"iam","uid":2,"attributes":{"activity_id":{"enum":{"1":{"caption":"Logon","@deprecated":{"message":"m","since":"1.2.0"}}}}}}""");

        var login = small.Read().FindClass(3002)!;

        Assert.Equal(["0", "1", "99"], login.Attributes["activity_id"].Values.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("1.2.0", login.Attributes["activity_id"].Values["1"].DeprecatedSince);
        Assert.Equal("Login: Logon", login.Attributes["type_uid"].Values["300201"].Caption);
        Assert.Equal("activity_name", login.Attributes["activity_id"].Sibling);
        Assert.Equal(["0", "99"], small.Read().FindClass(0)!.Attributes["activity_id"].Values.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AnIncludedProfileGatesWhatItBringsUnlessTheItemSaysOtherwise()
    {
        small.File("profiles/host.json", """{"name":"host","meta":"profile","attributes":{"user":{"requirement":"required"},"name":{"requirement":"optional"}}}""")
            .File("events/login.json", """{"name":"login","caption":"Login","extends":"base_event","category":"iam","uid":2,"profiles":["host"],"attributes":{"$include":["profiles/host.json"],"name":{"requirement":"recommended","profile":null}}}""");

        var login = small.Read().FindClass(3002)!;

        Assert.Equal(["host"], login.Profiles);
        Assert.Equal(["host"], login.Attributes["user"].Profiles);
        Assert.False(login.Attributes["user"].IsIn(new HashSet<string>()));
        Assert.Empty(login.Attributes["name"].Profiles);
        Assert.Equal(OcsfRequirement.Recommended, login.Attributes["name"].Requirement);
    }

    [Fact]
    public void AnAttributeOfTwoProfilesIsInEitherAndTheStricterRequirementStands()
    {
        small.File("profiles/a.json", """{"name":"a","meta":"profile","attributes":{"name":{"requirement":"required"}}}""")
            .File("profiles/b.json", """{"name":"b","meta":"profile","attributes":{"name":{"requirement":"optional"}}}""")
            .File("events/login.json", """{"name":"login","caption":"Login","extends":"base_event","category":"iam","uid":2,"profiles":["a","b"],"attributes":{"$include":["profiles/a.json","profiles/b.json"]}}""");

        var name = small.Read().FindClass(3002)!.Attributes["name"];

        Assert.Equal(["a", "b"], name.Profiles);
        Assert.Equal(OcsfRequirement.Required, name.Requirement);
    }

    [Fact]
    public void AnIncludeThatIsNoProfileBringsAttributesForAll()
    {
        small.File("includes/some.json", """{"attributes":{"name":{"requirement":"optional"}}}""")
            .File("objects/thing.json", """{"name":"thing","caption":"Thing","attributes":{"$include":"includes/some.json","port":{"requirement":"required"}}}""");

        var thing = small.Read().Objects["thing"];

        Assert.Empty(thing.Attributes["name"].Profiles);
        Assert.Equal((0, 65535), thing.Attributes["port"].Type.Range);
    }

    [Fact]
    public void AnExtensionPatchesAnObjectInItsPlaceAndReplacesItsConstraints()
    {
        small.File("extensions/win/extension.json", """{"name":"win","uid":2}""")
            .Dictionary("\"hive\":{\"caption\":\"H\",\"type\":\"string_t\"}", "extensions/win/")
            .File("extensions/win/profiles/deep.json", """{"name":"deep","meta":"profile","attributes":{"port":{"requirement":"optional"}}}""")
            .File("extensions/win/objects/user.json", """{"extends":"user","profiles":["win/deep"],"attributes":{"$include":["profiles/deep.json"],"hive":{"requirement":"recommended"}},"constraints":{"just_one":["name","hive"]}}""")
            .File("objects/admin.json", """{"name":"admin","caption":"Admin","extends":"user","attributes":{}}""");

        var schema = small.Read();

        Assert.Equal(["win/deep"], schema.Objects["user"].Attributes["port"].Profiles);
        Assert.Equal(["win/deep"], schema.Objects["user"].Profiles);
        Assert.Contains("hive", schema.Objects["admin"].Attributes.Keys);
        Assert.True(Assert.Single(schema.Objects["admin"].Constraints).JustOne);
        Assert.Contains("win/deep", schema.Profiles);
    }

    [Fact]
    public void AClassOfAnExtensionHasTheExtensionsUidOnTop()
    {
        small.File("extensions/win/extension.json", """{"name":"win","uid":2}""")
            .File("extensions/win/events/hive.json", """{"name":"hive_activity","caption":"Hive","extends":"base_event","category":"iam","uid":1,"attributes":{}}""");

        var hive = small.Read().FindClass("hive_activity")!;

        Assert.Equal((203001, 3, "win"), (hive.Uid, hive.Category.Uid, hive.Extension));
    }

    [Fact]
    public void ATimestampHasASiblingUnderTheProfileDatetime()
    {
        small.File("profiles/datetime.json", """{"name":"datetime","meta":"profile","attributes":{}}""")
            .File("objects/thing.json", """{"name":"thing","caption":"Thing","attributes":{"time":{"requirement":"required"}}}""");

        var sibling = small.Read().Objects["thing"].Attributes["time_dt"];

        Assert.Equal(("datetime_t", OcsfRequirement.Optional, "datetime"), (sibling.Type.Name, sibling.Requirement, Assert.Single(sibling.Profiles)));
    }

    [Fact]
    public void DeprecationsOfClassAttributeAndDictionaryAreTold()
    {
        small.File("objects/thing.json", """{"name":"thing","caption":"Thing","@deprecated":{"message":"m","since":"1.4.0"},"attributes":{"old":{"requirement":"optional"},"name":{"requirement":"optional","@deprecated":{"message":"m","since":"1.3.0"}},"port":{"requirement":"optional"}}}""");

        var thing = small.Read().Objects["thing"];

        Assert.Equal("1.4.0", thing.DeprecatedSince);
        Assert.Equal("1.1.0", thing.Attributes["old"].DeprecatedSince);
        Assert.Equal("1.3.0", thing.Attributes["name"].DeprecatedSince);
        Assert.Null(thing.Attributes["port"].DeprecatedSince);
    }

    [Fact]
    public void AUseMayNarrowTheTypeAndAnEmptyConstraintFreesAnHeir()
    {
        small.File("objects/admin.json", """{"name":"admin","caption":"Admin","extends":"user","constraints":{},"attributes":{"name":{"type":"name_t"}}}""");

        var admin = small.Read().Objects["admin"];

        Assert.Equal(("name_t", 4), (admin.Attributes["name"].Type.Name, admin.Attributes["name"].Type.MaxLength));
        Assert.Equal(OcsfKind.Text, admin.Attributes["name"].Type.Kind);
        Assert.Empty(admin.Constraints);
        Assert.NotEmpty(small.Read().Objects["user"].Constraints);
    }

    [Fact]
    public void ObservablesBecomeValuesOfTheObservableType()
    {
        small.Dictionary("\"type_id\":{\"caption\":\"T\",\"type\":\"integer_t\",\"observable\":7}", "extensions/x/")
            .File("extensions/x/extension.json", """{"name":"x","uid":5}""")
            .File("extensions/x/objects/observable.json", """{"name":"observable","caption":"Observable","attributes":{"type_id":{"requirement":"required"}}}""")
            .File("extensions/x/objects/thing.json", """{"name":"thing","caption":"Thing","observable":20,"attributes":{"name":{"requirement":"optional","observable":21}}}""");

        var values = small.Read().Objects["observable"].Attributes["type_id"].Values;

        Assert.Equal(["T", "Thing", "Thing Object: name"], values.OrderBy(v => v.Key.Length).ThenBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Value.Caption));
    }

    [Theory]
    [InlineData("objects/x.json", """{"name":"x","attributes":{"nothing":{}}}""", "dictionary does not define")]
    [InlineData("objects/x.json", """{"name":"x","extends":"nobody","attributes":{}}""", "which is nowhere")]
    [InlineData("objects/x.json", """{"name":"x","extends":"x","attributes":{}}""", "extends itself")]
    [InlineData("objects/x.json", """{"name":"user","attributes":{}}""", "There are two of 'user'")]
    [InlineData("objects/x.json", """{"name":"x","attributes":{"$include":"no.json"}}""", "which is nowhere")]
    [InlineData("objects/x.json", """{"name":"x","profiles":["ghost"],"attributes":{}}""", "the profile 'ghost'")]
    [InlineData("objects/x.json", """{"name":"x",""", "x.json")]
    [InlineData("objects/x.json", "[]", "not a JSON object")]
    public void ASourceThatBreaksItsRulesIsRefusedByName(string file, string text, string reason)
    {
        small.File(file, text);

        Assert.Contains(reason, Assert.Throws<SchemaException>(small.Table).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameSourceGivesTheSameTable() => Assert.Equal(small.Table(), small.Table());

    [Theory]
    [InlineData("tpye\tx")]
    [InlineData("\tname\trequired")]
    [InlineData("class\tx\tcategory=nowhere\tuid=1")]
    [InlineData("class\tx\tuid=one")]
    [InlineData("class\tx\textends=y\tuid=1")]
    [InlineData("class\tx\textends=x\tuid=1")]
    [InlineData("type\tx\tbase=y")]
    [InlineData("profile\ta\nprofile\ta")]
    public void ABrokenTableIsRefusedByItsRow(string table) =>
        Assert.StartsWith("OCSF table, row", Assert.Throws<FormatException>(() => OcsfSchema.Read(new StringReader(table))).Message, StringComparison.Ordinal);

    [Fact]
    public void ALaterTableAddsProfilesObjectsAndAttributes()
    {
        using var more = new StringReader("profile\tx/ot\nattribute\tot\ttype=ot\nobject\tot\tcaption=OT\n\tname\trequired\npatch\tbase_event\tprofiles=x/ot\n\tot\toptional\tprofiles=x/ot\n");

        var schema = OcsfSchema.Read(OcsfSchema.OpenTable(), more);

        Assert.Equal("ot", schema.FindClass(3002)!.Attributes["ot"].Nested!.Name);
        Assert.Contains("x/ot", schema.FindClass(3002)!.Profiles);
        Assert.Equal("string_t", OcsfSchema.Find(schema.FindClass(3002)!, "ot.name")!.Type.Name);
        Assert.Null(OcsfSchema.Find(schema.FindClass(3002)!, "ot.nothing"));
        Assert.Null(OcsfSchema.Find(schema.FindClass(3002)!, "ot.name.more"));
    }
}

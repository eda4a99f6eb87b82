using Ward.Standards.Ocsf;

namespace Ward.Ingest.Tests;

/// <summary>The event model against the OCSF tables: no path and no class that the schema does not have.</summary>
public sealed class EventModelTests
{
    private static readonly OcsfSchema Schema = EventSchema.Current;

    public static TheoryData<string> Paths => [.. Enumerable.Range(0, Fields.Count).Select(i => Fields.PathOf(new FieldId((ushort)i)))];

    [Theory, MemberData(nameof(Paths))]
    public void EveryFieldIsAValueOfSomeClass(string path)
    {
        var found = Schema.Classes.Select(c => OcsfSchema.Find(c, path)).OfType<OcsfAttribute>().ToList();

        Assert.NotEmpty(found);
        Assert.All(found, a => Assert.Null(a.Nested));
        Assert.Single(found.Select(a => a.Type.Kind).Distinct());
    }

    [Fact]
    public void NoFieldStandsTwice() => Assert.Equal(Fields.Count, Paths.Select(p => (string)p).Distinct().Count());

    [Fact]
    public void TheClassesAreThoseOfTheSchema()
    {
        var ours = Enum.GetValues<EventClass>().Select(c => ((int)c, Name: c == EventClass.Base ? "baseevent" : c.ToString().ToLowerInvariant()));
        // The schema itself leaves a letter out of this one.
        var theirs = Schema.Classes.Select(c => (c.Uid, Name: c.Name.Replace("_", "", StringComparison.Ordinal).Replace("actvity", "activity", StringComparison.Ordinal)));

        Assert.Equal(theirs, ours.OrderBy(c => c.Item1));
    }

    [Fact]
    public void TheOtProfileIsAnObjectOfEveryClassUnderItsName()
    {
        Assert.Contains(EventSchema.OtProfile, Schema.Profiles);
        Assert.All(Schema.Classes, c => Assert.Equal([EventSchema.OtProfile], c.Attributes["ot"].Profiles));
        Assert.All(Schema.Objects["ot"].Attributes.Keys, n => Assert.True(Fields.TryFind("ot." + n, out _), n));
    }

    [Fact]
    public void AnExportedEventThatComesBackHasItsNamesAgain()
    {
        var read = Decoded.Line("json", """{"unmapped":{"EventID":"4625"},"unmapped.":"x"}""");

        Assert.Equal("4625", read["EventID"]);
        Assert.Equal("x", read["unmapped."]);
    }
}

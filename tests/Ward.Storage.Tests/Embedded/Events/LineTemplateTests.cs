using System.Text;
using CsCheck;
using Ward.Storage.Embedded.Events;

namespace Ward.Storage.Tests.Embedded.Events;

public sealed class LineTemplateTests
{
    [Fact]
    public void ALineThatGaveWayToItsValuesComesBackByteForByte() =>
        MadeLines.LineWithValues.Sample(made =>
        {
            if (!LineTemplate.Suits(made.Line)) return;
            var template = Make(made.Line, made.Values);
            var values = made.Values.Select(v => Encoding.UTF8.GetString(v)).ToList();
            Assert.Equal(made.Line, Encoding.UTF8.GetBytes(LineTemplate.Fill(Encoding.UTF8.GetString(template), n => values[n])));
        }, iter: 20_000);

    [Fact]
    public void EveryWordOfALineIsAmongTheWordsOfItsTemplateAndValues() =>
        MadeLines.LineWithValues.Sample(made =>
        {
            if (!LineTemplate.Suits(made.Line)) return;
            var (whole, pieces) = (new TokenSet(), new TokenSet());
            Tokens.Add(made.Line, whole);
            var gatherer = new WordGatherer(pieces);
            gatherer.AddTemplate(Make(made.Line, made.Values));
            foreach (var value in made.Values) gatherer.AddValue(-1, value);
            Assert.Empty(whole.All().Except(pieces.All()));
        }, iter: 20_000);

    [Fact]
    public void ASignDoesNotStandWithinADottedQuad() =>
        Assert.Equal("from 10.1.2.3 to \uE001"u8.ToArray(), Make("from 10.1.2.3 to 10.9.9.9"u8.ToArray(), ["1.2"u8.ToArray(), "10.9.9.9"u8.ToArray(), "10"u8.ToArray(), ".3"u8.ToArray()]));

    private static byte[] Make(byte[] line, byte[][] values)
    {
        var template = new LineTemplate();
        template.Begin();
        for (var i = 0; i < values.Length; i++) template.Offer(line, values[i], i);
        return template.Make(line).ToArray();
    }
}

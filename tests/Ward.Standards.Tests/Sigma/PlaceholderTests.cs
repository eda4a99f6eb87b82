using Ward.Standards.Sigma;

namespace Ward.Standards.Tests.Sigma;

public sealed class PlaceholderTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Values = new()
    {
        ["admins"] = ["alice", "bob"],
        ["servers"] = ["srv*"],
        ["nets"] = ["10.0.0.0/8", "fe80::/10"],
        ["bad"] = ["ten"],
    };

    [Theory]
    [InlineData("User|expand: '%admins%'", "User=<alice,bob>")]
    [InlineData("User|contains|expand: '%admins%'", "User=<*alice*,*bob*>")]
    [InlineData("User|expand: 'x-%admins%-y'", "User=<x-alice-y,x-bob-y>")]
    [InlineData("Host|expand: '%servers%'", "Host=srv*")]
    [InlineData("Host|expand: ['%servers%', other]", "Host=srv*|other")]
    [InlineData(@"User|expand: '\%plain%admins%'", "User=<%plainalice,%plainbob>")]
    [InlineData("User|expand: '50%'", "User=50%")]
    [InlineData("User: '%admins%'", "User=%admins%")]
    [InlineData("Ip|cidr|expand: '%nets%'", "Ip=<10.0.0.0/8,fe80::/10>")]
    [InlineData("Host|re|expand: '^%servers%$'", "Host=/^srv.*$/")]
    [InlineData("User|expand: '%admins%@%servers%'", "User=<alice@srv*,bob@srv*>")]
    public void APlaceholderStandsForItsValues(string item, string shape)
    {
        var errors = new List<SigmaError>();

        var rule = PlaceholderFiller.Fill(Texts.Read(Texts.Rule(item)), Values, errors);

        Assert.Empty(errors);
        Assert.Equal($"s({shape}) s", Texts.Shape(rule!));
    }

    [Theory]
    [InlineData("User|expand: '%nobody%'", "%nobody%", "a value for the placeholder")]
    [InlineData("N|gt|expand: '%bad%'", "ten", "a number")]
    public void ARuleWhosePlaceholderCannotBeFilledIsRefused(string item, string found, string expected)
    {
        var errors = new List<SigmaError>();

        Assert.Null(PlaceholderFiller.Fill(Texts.Read(Texts.Rule(item)), Values, errors));

        var error = Assert.Single(errors);
        Assert.Equal((7, 5, SigmaFault.Placeholder), (error.Line, error.Column, error.Fault));
        Assert.Contains(found, error.Found, StringComparison.Ordinal);
        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
    }
}

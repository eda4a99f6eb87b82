using Ward.Standards.Attack;

namespace Ward.Standards.Tests.Attack;

public sealed class AttackTechniquesTests
{
    [Theory]
    [InlineData("T1562.001", "T1685")]
    [InlineData("t1070.001", "T1685.005")]
    [InlineData("T0855", "T1692.001")]
    [InlineData("t1110.001", "T1110.001")]
    [InlineData("T9999", "T9999")]
    public void ARevokedIdLeadsToItsSuccessorAndAnyOtherStays(string id, string current) => Assert.Equal(current, AttackTechniques.Current(id));

    [Fact]
    public void ATechniqueHasItsNameAndAnUnknownOneItsId()
    {
        Assert.Equal("Password Guessing", AttackTechniques.NameOf("t1110.001"));
        Assert.Equal("T9999", AttackTechniques.NameOf("t9999"));
    }
}

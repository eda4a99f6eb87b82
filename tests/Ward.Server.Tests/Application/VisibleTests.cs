using System.Globalization;
using System.Text;
using CsCheck;
using Ward.Server.Application;

namespace Ward.Server.Tests.Application;

public sealed class VisibleTests
{
    [Fact]
    public void NothingThatHidesOrTurnsTextIsLeft() => Gen.String.Sample(text =>
        Visible.Of(text).EnumerateRunes().All(r => Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)));

    [Theory]
    [InlineData("plain ünïcode ✓", "plain ünïcode ✓")]
    [InlineData("a\u001b[31mb", "a⟨ESC⟩[31mb")]
    [InlineData("a\nb\u007f", "a⟨LF⟩b⟨DEL⟩")]
    [InlineData("a\u202eb\u200b", "a⟨U+202E⟩b⟨U+200B⟩")]
    public void ASignStandsForWhatCannotBeShown(string text, string shown) => Assert.Equal(shown, Visible.Of(text));

    [Fact]
    public void ALongTextIsCutAndSaysSo() => Assert.Equal("aaaa… 6 characters more", Visible.Of("aaaaaaaaaa", 4));
}

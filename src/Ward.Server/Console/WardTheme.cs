using MudBlazor;

namespace Ward.Server.Console;

/// <summary>The colours of wwwroot/ward.css for MudBlazor's own parts.</summary>
internal static class WardTheme
{
    private static readonly string[] Font = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    public static MudTheme Value { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5c6b", Secondary = "#475467", Success = "#11693f", Warning = "#8a4b00", Error = "#b42318", Info = "#175cd3",
            Background = "#f6f7f9", Surface = "#ffffff", TextPrimary = "#18212f", TextSecondary = "#4b5768",
            AppbarBackground = "#ffffff", AppbarText = "#18212f", ActionDefault = "#4b5768", LinesDefault = "#dde2e9", LinesInputs = "#8793a3",
            OverlayDark = "rgba(15,23,35,0.5)",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#5cc4d4", PrimaryContrastText = "#06252b", Secondary = "#a3b0c2", SecondaryContrastText = "#10161f",
            Success = "#5fcf98", SuccessContrastText = "#06251a", Warning = "#f0b35c", WarningContrastText = "#2b1a00",
            Error = "#ff8b7e", ErrorContrastText = "#3a0a05", Info = "#84b4ff", InfoContrastText = "#071b3a",
            Background = "#10151c", Surface = "#18202a", TextPrimary = "#e6ebf2", TextSecondary = "#a9b4c3",
            AppbarBackground = "#18202a", AppbarText = "#e6ebf2", ActionDefault = "#a9b4c3", LinesDefault = "#2c3744", LinesInputs = "#74839a",
            OverlayDark = "rgba(0,0,0,0.6)",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Font, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Font, TextTransform = "none", FontWeight = "600", FontSize = "0.9rem", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = Font, FontSize = "1.1rem", FontWeight = "650", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Font, FontSize = "0.9375rem", LetterSpacing = "normal" },
        },
    };
}

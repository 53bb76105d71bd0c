// Renders a chart as `helm template` does, with the same engine (Go's text/template and sprig, from Debian), for tests on machines
// without Helm:
//
//	render CHART RELEASE < values.yaml
//
// Standard output is a JSON array of the manifests, each with the template that it comes from. What Helm's functions beyond sprig do is
// written here for those that the chart uses; another one is an error.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"github.com/ghodss/yaml"
)

type values = map[string]interface{}

type manifest struct {
	Template string      `json:"template"`
	Manifest interface{} `json:"manifest"`
}

// merged is what Helm makes of a chart's values and an operator's: maps are merged, all else is replaced.
func merged(chart, operator values) values {
	for key, value := range operator {
		inner, is := value.(values)
		below, was := chart[key].(values)
		if is && was {
			chart[key] = merged(below, inner)
		} else {
			chart[key] = value
		}
	}
	return chart
}

func read(text []byte) values {
	parsed := values{}
	must(yaml.Unmarshal(text, &parsed))
	return parsed
}

func must(failed error) {
	if failed != nil {
		fmt.Fprintln(os.Stderr, failed)
		os.Exit(1)
	}
}

func contents(file string) []byte {
	text, failed := os.ReadFile(file)
	must(failed)
	return text
}

// parse reads all of the chart's templates, so that each may include another.
func parse(folder, chart string) *template.Template {
	all := template.New(chart).Option("missingkey=zero")
	include := func(name string, data interface{}) (string, error) {
		var out bytes.Buffer
		failed := all.ExecuteTemplate(&out, name, data)
		return out.String(), failed
	}
	toYaml := func(value interface{}) (string, error) {
		text, failed := yaml.Marshal(value)
		return strings.TrimSuffix(string(text), "\n"), failed
	}
	all.Funcs(sprig.TxtFuncMap()).Funcs(template.FuncMap{"include": include, "toYaml": toYaml})
	files, failed := filepath.Glob(filepath.Join(folder, "templates", "*"))
	must(failed)
	for _, file := range files {
		_, failed := all.New(chart + "/templates/" + filepath.Base(file)).Parse(string(contents(file)))
		must(failed)
	}
	return all
}

func main() {
	folder, release := os.Args[1], os.Args[2]
	about := read(contents(filepath.Join(folder, "Chart.yaml")))
	chart := about["name"].(string)
	operator, failed := io.ReadAll(os.Stdin)
	must(failed)
	all := parse(folder, chart)

	manifests := []manifest{}
	for _, one := range all.Templates() {
		if !strings.HasSuffix(one.Name(), ".yaml") {
			continue
		}
		var out bytes.Buffer
		must(one.Execute(&out, values{
			"Values":   merged(read(contents(filepath.Join(folder, "values.yaml"))), read(operator)),
			"Release":  values{"Name": release, "Namespace": "default", "Service": "Helm"},
			"Chart":    values{"Name": chart, "Version": about["version"], "AppVersion": about["appVersion"]},
			"Template": values{"Name": one.Name(), "BasePath": chart + "/templates"},
		}))
		if strings.TrimSpace(out.String()) == "" {
			continue
		}
		var parsed interface{}
		must(yaml.Unmarshal(out.Bytes(), &parsed))
		manifests = append(manifests, manifest{filepath.Base(one.Name()), parsed})
	}
	must(json.NewEncoder(os.Stdout).Encode(manifests))
}

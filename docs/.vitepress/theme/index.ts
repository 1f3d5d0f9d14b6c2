import DefaultTheme from 'vitepress/theme'
import './looks.css'

export default DefaultTheme
